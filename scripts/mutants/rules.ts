/** How to disable one hard rule: the function that enforces it answers at once as if there were nothing to object to. */
export interface Mutant {
  rule: number;
  file: string;
  name: string;
  instead: 'return null;' | 'return value;';
}

const gate = (rule: number, name: string): Mutant => ({
  rule,
  file: `policy/rule-${rule}.ts`,
  name,
  instead: 'return null;',
});

export const MUTANTS: readonly Mutant[] = [
  gate(1, 'verificationPlanned'),
  gate(2, 'startMessageOut'),
  gate(3, 'windowHeld'),
  gate(4, 'doubtsAcknowledged'),
  gate(5, 'planFresh'),
  gate(6, 'resourcesFree'),
  gate(6, 'mayTakeOver'),
  gate(7, 'secondPerson'),
  gate(7, 'approverIndependent'),
  gate(8, 'lossesAcknowledged'),
  { ...gate(9, 'withoutSecrets'), instead: 'return value;' },
  gate(10, 'redactedByAdmin'),
];

/** The source with the mutant's statement at the head of its function's body. Throws when the function is not there. */
export function mutate(source: string, { name, instead }: Mutant): string {
  const head = new RegExp(`export function ${name}\\b[\\s\\S]*?\\): [^{}\\n]+ \\{\\n`);
  if (!head.test(source)) throw new Error(`No exported function ${name} to mutate.`);
  return source.replace(head, (found) => `${found}  ${instead}\n`);
}

/** What is wrong with the list itself: a rule without a mutant, a mutant without a rule. */
export function gaps(rules: readonly { number: number; name: string }[], mutants = MUTANTS): string[] {
  return [
    ...rules
      .filter(({ number, name }) => !mutants.some((mutant) => mutant.rule === number && mutant.name === name))
      .map(({ number, name }) => `rule ${number} (${name}) has no mutant`),
    ...mutants
      .filter((mutant) => !rules.some(({ number }) => number === mutant.rule))
      .map((mutant) => `mutant ${mutant.name} is of no rule`),
  ];
}
