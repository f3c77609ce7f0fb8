'use client';

import { AdoptDialog } from './adopt-dialog';
import { AlertsDialog } from './alerts-dialog';
import type { Question } from './ask-context';
import { HelpDialog } from './help-dialog';
import { ReasonDialog } from './reason-dialog';
import { ShareDialog } from './share-dialog';

/** The dialog for a question. */
export function AskDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  switch (question.kind) {
    case 'reason':
      return <ReasonDialog question={question} onClose={onClose} />;
    case 'share':
      return <ShareDialog onClose={onClose} />;
    case 'help':
      return <HelpDialog onClose={onClose} />;
    case 'adopt':
      return <AdoptDialog onClose={onClose} />;
    case 'alerts':
      return <AlertsDialog onClose={onClose} />;
  }
}
