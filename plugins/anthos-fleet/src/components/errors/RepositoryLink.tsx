import { safeUrl } from '../../model/links';
import { repositoryName } from '../../model/repositoryName';
import { MaybeLink } from '../ui';

/** A repository by name, the way to it on its Git host. */
export function RepositoryLink(props: {
  repository: string;
  /** Beside other small print. */
  small?: boolean;
}) {
  const { repository, small } = props;
  const href = safeUrl(repository);
  return (
    <MaybeLink
      href={href}
      title={repository}
      variant={small ? 'body-small' : 'body-medium'}
      {...(href ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      {repositoryName(repository)}
    </MaybeLink>
  );
}
