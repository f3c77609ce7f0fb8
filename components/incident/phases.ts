'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';

const sources = {
  evaluation: () => import('./evaluation/evaluation-panel'),
  target: () => import('./evaluation/target-card'),
  plan: () => import('./plan/plan-panel'),
  run: () => import('./run/run-panel'),
  messages: () => import('./message/messages'),
  fix: () => import('./fix-panel'),
  checks: () => import('./checks/check-table'),
  verification: () => import('./checks/verification-bar'),
  debrief: () => import('./debrief/debrief-panel'),
};

// A room is opened in one phase: the others' code comes when the page is at rest, long before it is needed.
export const EvaluationPanel = dynamic(() => sources.evaluation().then((module) => module.EvaluationPanel));
export const TargetCard = dynamic(() => sources.target().then((module) => module.TargetCard));
export const PlanPanel = dynamic(() => sources.plan().then((module) => module.PlanPanel));
export const RunPanel = dynamic(() => sources.run().then((module) => module.RunPanel));
export const Messages = dynamic(() => sources.messages().then((module) => module.Messages));
export const FixPanel = dynamic(() => sources.fix().then((module) => module.FixPanel));
export const CheckTable = dynamic(() => sources.checks().then((module) => module.CheckTable));
export const VerificationBar = dynamic(() => sources.verification().then((module) => module.VerificationBar));
export const DebriefPanel = dynamic(() => sources.debrief().then((module) => module.DebriefPanel));

const REST_MS = 2_000;

/** Reads the other phases' code once the room stands, so that a phase begins at once, even with the server away. */
export function usePhasesAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const read of Object.values(sources)) read().catch(() => undefined);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, []);
}
