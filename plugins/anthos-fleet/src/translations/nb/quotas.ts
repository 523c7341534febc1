import type { quotas as english } from '../en/quotas';

/** Quotas of namespaces, and what of them could not be read. */
export const quotas: Record<keyof typeof english, string> = {
  'quotas.title': 'Kvoter',
  'quotas.say.full_one':
    '{{count}} kvote er full: klyngen avviser alt som ville trenge mer av den.',
  'quotas.say.full_other':
    '{{count}} kvoter er fulle: klyngene avviser alt som ville trenge mer av dem.',
  'quotas.say.near_one': '{{count}} kvote er nesten full.',
  'quotas.say.near_other': '{{count}} kvoter er nesten fulle.',
  'quotas.say.unknown_one':
    'Hvor mye av {{count}} kvote som er brukt, er ikke kjent.',
  'quotas.say.unknown_other':
    'Hvor mye av {{count}} kvoter som er brukt, er ikke kjent.',
  'quotas.say.ok_one': 'Det er plass i kvoten.',
  'quotas.say.ok_other': 'Det er plass i alle {{count}} kvotene.',
  'quotas.none': 'Ingen kvote begrenser navnerommene.',
  'quotas.level.ok': 'plass igjen',
  'quotas.level.near-full': 'nesten full',
  'quotas.level.full': 'full',
  'quotas.level.unknown': 'ikke talt',
  'quotas.of': '{{quota}} i navnerommet {{namespace}}',
  'quotas.used': '{{used}} av {{hard}}',
  'quotas.limit': 'grense {{hard}}',
  'quotas.scopes': 'bare for {{scopes}}',
  'quotas.remedy':
    'Fjern det som ikke trengs, be om mindre i Git, eller be plattformteamet om en større kvote.',
  'quotas.more_one': '{{count}} kvote til med plass',
  'quotas.more_other': '{{count}} kvoter til med plass',
  'quotas.resources_one': '{{count}} grense til',
  'quotas.resources_other': '{{count}} grenser til',
  'unread.say': 'Kunne ikke leses på {{clusters}}: {{parts}}.',
  'unread.part.quotas': 'kvoter',
  'unread.part.mtls': 'mTLS-modus',
  'unread.part.callers': 'hvem som kan kalle den',
  'unread.part.callees': 'hvem den kaller',
  'unread.tooMany': 'Klyngen har mer av det enn portalen leser.',
  'unread.before': 'Det som vises av det, er fra før.',
  'unread.first':
    'Løsningen er skrevet for {{cluster}}; de andre trenger den samme.',
};
