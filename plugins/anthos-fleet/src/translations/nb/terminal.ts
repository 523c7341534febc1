import type { terminal as english } from '../en/terminal';

/** The commands that lead into a cluster through the Connect Gateway. */
export const terminal: Record<keyof typeof english, string> = {
  'terminal.title': 'Åpne en terminal',
  'terminal.cluster': 'Klynge',
  'terminal.connect': 'La kubectl snakke med klyngen',
  'terminal.look': 'Se deg om',
  'terminal.rights': 'Rettigheter det krever',
  'terminal.iam':
    'På prosjektet {{project}}: rollen {{role}}, og {{viewer}} for eldre versjoner av gcloud.',
  'terminal.change':
    'For å endre noe: {{editor}}. For exec, cp og port-forward: {{admin}}, og en ny kubectl.',
  'terminal.rbac':
    'På klyngen: en RBAC-rolle, som en administrator av klyngen gir; view er nok for å se.',
  'terminal.rbacAgent':
    'På klyngen: en RBAC-rolle, og lov for Connect-agenten til å opptre på dine vegne. En administrator av klyngen gir begge; view er nok for å se.',
  'terminal.grant': 'Det en administrator av klyngen kjører',
};
