import type { violations as english } from '../en/violations';

/** Policies that objects of an entity violate. */
export const violations: Record<keyof typeof english, string> = {
  'violations.title': 'Regler',
  'violations.say': '{{violations}} på {{rules}} i navnerommene.',
  'violations.rules_one': '{{count}} regel',
  'violations.rules_other': '{{count}} regler',
  'violations.denied':
    'En regel som avviser, avviser objektet neste gang det lages eller endres.',
  'violations.remedy.privileged':
    'Ta privileged: true ut av securityContext for containeren.',
  'violations.remedy.escalation':
    'Sett allowPrivilegeEscalation: false i securityContext for containeren.',
  'violations.remedy.user':
    'Sett runAsNonRoot: true, og en runAsUser og runAsGroup som regelen tillater, i securityContext.',
  'violations.remedy.capabilities':
    'Fjern rettighetene (capabilities) som meldingen nevner, i securityContext for containeren.',
  'violations.remedy.host':
    'Klar deg uten nodens nettverk, porter, prosesser og filer: ta hostNetwork, hostPort, hostPID, hostIPC og hostPath ut av Pod-en.',
  'violations.remedy.readOnly':
    'Sett readOnlyRootFilesystem: true i securityContext for containeren, og monter et volum der den må skrive.',
  'violations.remedy.seccomp':
    'Sett seccompProfile med type: RuntimeDefault i securityContext.',
  'violations.remedy.labels': 'Legg til merkelappene som meldingen nevner.',
  'violations.remedy.registry':
    'Hent imaget fra et register som regelen tillater.',
  'violations.remedy.tag':
    'Angi imaget med en versjon eller med digest, i stedet for med en tagg som flytter seg.',
  'violations.remedy.resources':
    'Sett resources.requests og resources.limits for containeren slik meldingen ber om.',
  'violations.remedy.probes':
    'Legg probene som meldingen nevner, til containeren.',
  'violations.remedy.secrets':
    'Monter hemmeligheten som en fil, i stedet for å gi den som en miljøvariabel.',
  'violations.remedy.other':
    'Endre objektet i Git så det holder regelen; meldingen sier hva det bryter. Spør plattformteamet der det må være et unntak.',
};
