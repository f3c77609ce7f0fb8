import type { IncidentState } from './state';

/** What this incident put its components on, last word per component: "web 1.4.2, api 56". Empty when nothing moved. */
export function reachedVersions(state: IncidentState): string {
  const labels = new Map<string, string>();
  for (const run of state.run ? [...state.pastRuns, state.run] : state.pastRuns) {
    for (const target of run.targets) {
      const step = run.steps.find(({ id }) => id === target.stepId);
      if (step?.convergedAt && !target.action) labels.set(target.componentName, target.to.label);
    }
    const adopted = run.adopted;
    const component = state.service.components.find(({ id }) => id === adopted?.componentId);
    if (adopted && component) labels.set(component.name, adopted.revision.label);
  }
  return [...labels].map(([name, label]) => `${name} ${label}`).join(', ');
}
