import type { calls as english } from '../en/calls';

/** Who may call a service in the mesh, and whom it calls. */
export const calls: Record<keyof typeof english, string> = {
  'calls.title': 'Hvem som kan kalle den, og hvem den kaller',
  'calls.say.strict_one': 'mTLS er streng.',
  'calls.say.strict_other': 'mTLS er streng på alle {{count}} klynger.',
  'calls.say.some': 'mTLS er streng på {{strict}} av {{total}} klynger.',
  'calls.same': 'Likt på alle {{total}} klynger',
  'calls.clusters.more_one': 'og {{count}} klynge til',
  'calls.clusters.more_other': 'og {{count}} klynger til',
  'calls.field.mtls': 'mTLS',
  'calls.field.by': 'Kan kalles av',
  'calls.field.whom': 'Kan kalle',
  'calls.mtls.strict':
    'streng: bare kall som tjenestenettet krypterer, tas imot',
  'calls.mtls.permissive':
    'tillatende: også kall som ikke er kryptert, tas imot',
  'calls.mtls.disabled': 'av: tjenestenettet krypterer ingen kall',
  'calls.mtls.unknown': 'i en modus som portalen ikke kjenner',
  'calls.mtls.from.namespace': 'satt for navnerommet',
  'calls.mtls.from.mesh': 'satt for hele tjenestenettet',
  'calls.mtls.from.default': 'ikke satt, så tjenestenettet tar imot begge',
  'calls.mtls.exception': '{{workload}}: {{mode}}',
  'calls.mtls.exceptionPort': '{{workload}}, port {{port}}: {{mode}}',
  'calls.who.everyone': 'alle, også utenfra tjenestenettet',
  'calls.who.mesh': 'alle i tjenestenettet',
  'calls.who.nobody': 'ingen',
  'calls.who.unknown': 'ukjent: reglene kan ikke bedømmes her',
  'calls.workload': '{{workload}}:',
  'calls.others': 'Alle andre arbeidslaster:',
  'calls.by.namespace': 'alle i navnerommet {{namespace}}',
  'calls.by.account': '{{name}} i navnerommet {{namespace}}',
  'calls.by.addresses': 'adressene {{text}}',
  'calls.by.token': 'den som har et token for {{text}}',
  'calls.conditional': 'bare noen kall',
  'calls.denied': 'men ikke {{caller}}',
  'calls.more_one': '{{count}} til',
  'calls.more_other': '{{count}} til',
  'calls.external':
    'En autorisasjonstjeneste utenfor tjenestenettet avgjør også.',
  'calls.whom.all': 'alle tjenester i tjenestenettet',
  'calls.whom.own': 'alle tjenester i eget navnerom',
  'calls.whom.namespace': 'alle tjenester i navnerommet {{namespace}}',
  'calls.whom.declared': '{{host}}, utenfor tjenestenettet',
  'calls.whom.refused': 'Kall til alle andre avvises.',
  'calls.whom.allowed':
    'Kall til verter som tjenestenettet ikke kjenner, slipper gjennom.',
  'calls.whom.exception': 'Noe annet gjelder for {{workload}}.',
  'calls.note':
    'Dette er det dens side av tjenestenettet har fått beskjed om. Nettverksregler og den andre siden av et kall avgjør også.',
};
