import { safeUrl } from '../../model/links';
import { repositoryName } from '../../model/repositoryName';
import { MaybeLink } from '../ui';

/** A repository by name, the way to it on its Git host. */
export function RepositoryLink(props: { repository: string }) {
  const { repository } = props;
  const href = safeUrl(repository);
  return (
    <MaybeLink
      href={href}
      title={repository}
      {...(href ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      {repositoryName(repository)}
    </MaybeLink>
  );
}
