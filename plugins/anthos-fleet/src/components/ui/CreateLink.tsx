import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { usePageWords } from '../../hooks/usePageWords';
import { templatesRouteRef } from '../../routes';
import print from './print.module.css';

/** The way to the templates; nothing in an app without them. */
export function CreateLink() {
  const { t } = usePageWords();
  const href = useRouteRef(templatesRouteRef)?.();
  return href ? (
    <ButtonLink
      href={href}
      variant="secondary"
      size="small"
      iconStart={<RiAddLine />}
      className={print.hidden}
    >
      {t('create.link')}
    </ButtonLink>
  ) : null;
}
