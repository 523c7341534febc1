import { Mono, Quiet, StateLabel } from '../../components/ui';
import type { FormTranslation } from '../../formTranslation';
import { useFormWords } from '../../hooks/useFormWords';
import { shortened } from '../../model/shortened';
import type { Service } from '../model/services';
import { useEntityNames } from '../queries/entityNames';
import { useChosenServices } from '../queries/services';
import { ChosenRow } from './ChosenRow';
import styles from './fields.module.css';

/** Whose a service is, and where it runs, in one line. */
export function aboutService(
  t: FormTranslation,
  service: Service,
  nameOf: (entityRef: string) => string,
): string {
  return t('callerPicker.ownerAndNamespace', {
    owner: service.owner ? nameOf(service.owner) : '–',
    namespace: service.namespace,
  });
}

/** The owners of services, each once. */
export function ownersOf(services: readonly Service[]): string[] {
  return [...new Set(services.flatMap(({ owner }) => owner ?? []))];
}

/** The services that were chosen, with what became of each. */
export function ChosenServices(props: {
  value: string[];
  isDisabled: boolean;
  /** Where the keyboard goes when the row under it is taken out. */
  inputId: string;
  onChange: (value: string[]) => void;
}) {
  const { value, isDisabled, inputId, onChange } = props;
  const { t } = useFormWords();
  const { data } = useChosenServices(value);
  const services = (data ?? []).flatMap(answer =>
    'service' in answer ? [answer.service] : [],
  );
  const nameOf = useEntityNames(ownersOf(services));
  if (!value.length) {
    return null;
  }
  return (
    <ul aria-label={t('callerPicker.chosen')} className={styles.chosen}>
      {value.map(ref => {
        const answer = data?.find(each => each.ref === ref);
        const service = services.find(each => each.ref === ref);
        const lost = answer && 'lost' in answer && answer.lost;
        const name = service ? service.title : nameOf(ref);
        return (
          <ChosenRow
            key={ref}
            name={name}
            isDisabled={isDisabled}
            onRemove={() => {
              onChange(value.filter(other => other !== ref));
              document.getElementById(inputId)?.focus();
            }}
          >
            {lost ? <Mono>{shortened(ref)}</Mono> : <span>{name}</span>}
            {service && <Quiet>{aboutService(t, service, nameOf)}</Quiet>}
            {lost && (
              <StateLabel tone="attention" wrap>
                {t(`callerPicker.lost.${lost}`)}
              </StateLabel>
            )}
          </ChosenRow>
        );
      })}
    </ul>
  );
}
