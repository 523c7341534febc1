import type { forms as english } from '../en/forms';

/** Feltene i programvaremaler. */
export const forms: Record<keyof typeof english, string> = {
  'form.required': 'Påkrevd',
  'form.remove': 'Fjern {{name}}',
  'form.and': '{{names}} og {{more}} til',
  'form.notAsked':
    '{{reason}} Du kan gå videre; det sjekkes på nytt når malen kjøres.',
  'clusterPicker.title': 'Klynger',
  'clusterPicker.search': 'Søk i klynger',
  'clusterPicker.all': 'Alle i listen: {{hosting}}',
  'clusterPicker.ofGroup': '{{chosen}} av {{total}} valgt',
  'clusterPicker.none': 'Ingen klynge valgt.',
  'clusterPicker.chosen_one': '1 klynge valgt: {{names}}.',
  'clusterPicker.chosen_other': '{{count}} klynger valgt: {{names}}.',
  'clusterPicker.clear': 'Tøm',
  'clusterPicker.atLeast_one': 'Velg minst 1 klynge.',
  'clusterPicker.atLeast_other': 'Velg minst {{count}} klynger.',
  'clusterPicker.atMost_one': 'Velg bare 1 klynge.',
  'clusterPicker.atMost_other': 'Velg høyst {{count}} klynger.',
  'clusterPicker.isGone': '{{name}} er ikke i flåten lenger. Fjern den.',
  'clusterPicker.isNoRef':
    '{{name}} er ikke en klynge på formen project/location/name. Fjern den.',
  'clusterPicker.isRefused': '{{name}} kan ikke velges: {{reason}}',
  'clusterPicker.truncated':
    'De første {{shown}} av {{total}} klynger er i listen. Søk for å finne de andre.',
  'clusterPicker.truncatedMatches':
    'De første {{shown}} klyngene er i listen. Søk for å finne de andre.',
  'clusterPicker.noMatch': 'Ingen klynge passer til «{{text}}».',
  'clusterPicker.empty.title': 'Ingen klynge å velge',
  'clusterPicker.empty.text':
    'Flåten har ingen klynge som du kan se og som malen tillater.',
  'clusterPicker.leftovers': 'Valgt før, og ikke tilbudt her',
  'clusterPicker.lost.gone': 'ikke i flåten lenger',
  'clusterPicker.lost.not-a-ref': 'ikke navnet på en klynge',
  'clusterPicker.lost.not-offered': 'ikke blant klyngene til malen',
  'clusterPicker.lost.hidden': 'ikke synlig for deg',
  'clusterPicker.lost.unknown': 'kunne ikke slås opp',
  'clusterPicker.reason.left-over':
    'Ligger igjen i registeret; selve klyngen er borte.',
  'clusterPicker.reason.admin':
    'Styrer andre klynger og kjører ingen tjenester.',
  'clusterPicker.reason.silent': 'Taus: ingenting nytt kommer fram dit nå.',
  'clusterPicker.reason.creating': 'Er ikke ferdig opprettet.',
  'clusterPicker.reason.deleting': 'Er i ferd med å fjernes.',
  'clusterPicker.reason.unhealthy': 'Malen tar bare klynger i god stand.',
  'clusterPicker.badHosting':
    'Malen spør etter driftsformen {{value}}, som ikke finnes. Den kan være {{values}}.',
  'clusterPicker.badPlatform':
    'Malen spør etter plattformen {{value}}, som ikke finnes. Den kan være {{values}}.',
  'clusterPicker.badSelector':
    'Etikettvelgeren i malen kan ikke leses: {{message}} {{remedy}}',
  'clusterPicker.badTemplate': 'Malen må rettes',
  'namespaceName.title': 'Navnerom',
  'namespaceName.hint':
    'Små bokstaver, sifre og bindestreker, høyst {{limit}} tegn',
  'namespaceName.checking': 'Ser etter om det er ledig',
  'namespaceName.free': 'Ledig: ingen klynge har det.',
  'namespaceName.freeUnknown_one':
    'Ingen klynge er kjent for å ha det, men navnerommene på 1 klynge er ikke kjent.',
  'namespaceName.freeUnknown_other':
    'Ingen klynge er kjent for å ha det, men navnerommene på {{count}} klynger er ikke kjent.',
  'namespaceName.yours':
    'Finnes allerede på {{clusters}} og er deres: det blir oppdatert.',
  'namespaceName.taken':
    'Tatt av {{owner}}, på {{clusters}}. Velg et annet navn.',
  'namespaceName.unowned':
    'Finnes allerede på {{clusters}}, og ingen er kjent som eier. Spør plattformteamet hvem det tilhører.',
  'namespaceName.alsoUnknown_one': 'Navnerommene på 1 klynge er ikke kjent.',
  'namespaceName.alsoUnknown_other':
    'Navnerommene på {{count}} klynger er ikke kjent.',
  'namespaceName.noCluster': 'en klynge som du ikke kan se',
  'namespaceName.problem.empty': 'Gi navnerommet et navn.',
  'namespaceName.problem.too-long':
    'Navnet er for langt: Kubernetes tillater {{limit}} tegn.',
  'namespaceName.problem.too-long-for-config-sync':
    'Navnet er for langt: Config Sync har plass til {{limit}} tegn.',
  'namespaceName.problem.not-a-label':
    'Navnet har {{character}}. Bruk små bokstaver a til z, sifre, og bindestreker imellom.',
  'namespaceName.problem.ends':
    'Navnet må begynne og slutte med en liten bokstav eller et siffer.',
  'namespaceName.problem.reserved':
    '{{pattern}} er satt av til plattformen. Velg et annet navn.',
  'namespaceName.problem.prefix': 'Navnet må begynne med {{pattern}}.',
  'namespaceName.space': 'et mellomrom',
  'callerPicker.title': 'Tjenester',
  'callerPicker.placeholder': 'Søk i tjenester',
  'callerPicker.chosen': 'Valgte tjenester',
  'callerPicker.none': 'Ingen tjeneste valgt.',
  'callerPicker.ownerAndNamespace': '{{owner}}, navnerom {{namespace}}',
  'callerPicker.noMatch':
    'Ingen tjeneste med identitet i tjenestenettet passer.',
  'callerPicker.empty':
    'Ingen tjeneste i katalogen har en identitet i tjenestenettet ennå.',
  'callerPicker.lost.gone': 'ikke i katalogen',
  'callerPicker.lost.no-identity': 'ingen identitet i tjenestenettet',
  'callerPicker.lost.not-a-ref': 'ikke en entitet',
  'callerPicker.isNoRef': '{{name}} er ikke en tjeneste. Fjern den.',
  'callerPicker.isGone': '{{name}} er ikke i katalogen. Fjern den.',
  'callerPicker.hasNoIdentity':
    '{{name}} har ingen identitet i tjenestenettet. Legg til annotasjonene eller fjern den.',
  'callerPicker.missing.title': 'Mangler en tjeneste?',
  'callerPicker.missing.text':
    'I listen er det som har en identitet i tjenestenettet. Det tar disse annotasjonene i catalog-info.yaml til tjenesten:',
  'callerPicker.missing.lines': 'Annotasjoner til en tjeneste',
  'callerPicker.missing.exampleNamespace': 'navnerommet',
  'callerPicker.missing.exampleAccount': 'tjenestekontoen',
  'groupPicker.title': 'Team',
  'groupPicker.placeholder': 'Søk i grupper',
  'groupPicker.mine': 'Dine grupper',
  'groupPicker.others': 'Andre grupper',
  'groupPicker.noEmailShort': 'ingen e-postadresse',
  'groupPicker.email': 'Google-gruppen {{email}} får rettighetene.',
  'groupPicker.noEmail':
    '{{group}} har ingen e-postadresse i katalogen, så ingen Google-gruppe får rettigheter. Legg den til som spec.profile.email på gruppen.',
  'groupPicker.hint': 'Google-gruppen til teamet får rettighetene.',
  'groupPicker.gone':
    '{{group}} er ikke i katalogen, eller du kan ikke se den. Velg en annen gruppe.',
  'groupPicker.isNoGroup': '{{group}} er ikke en gruppe. Velg en gruppe.',
  'groupPicker.notYours':
    '{{group}} er ikke en av gruppene dine. Velg en av dem.',
  'groupPicker.noneYours':
    'Du er ikke i noen gruppe i katalogen. De som driver portalen, kan legge deg til i en.',
};
