import { defineFindings } from '../../api/define-findings.ts';

/** The findings of step 7: how a server stands to the plan. */
export const proveFinding = defineFindings('prove', {
  different: {
    severity: 'error',
    certainty: 'documented',
    text: ({ change, title }: { change: string; title: string }) => ({
      title: 'The server is not as planned',
      detail: `${title} (${change}): the server has something else.`,
      fix: 'Apply the bundle again, or find out who changed it.',
    }),
  },
});
