import { checkAuthor, type GitAuthor, hasUnseen } from '../../git';
import type { PublishContext } from './createConfigRepoPublishAction';

const NOBODY: GitAuthor = {
  name: 'Scaffolder',
  email: 'scaffolder@backstage.io',
};

/** Who stands in the commit: as the step says, as the portal says, or the user. */
export function chooseAuthor(
  { input, user }: Pick<PublishContext, 'input' | 'user'>,
  defaults: Partial<GitAuthor>,
): GitAuthor {
  const profile = user?.entity?.spec?.profile;
  const person = profile?.email
    ? { name: profile.displayName ?? profile.email, email: profile.email }
    : undefined;
  const otherwise =
    defaults.name || defaults.email || !person || !isSound(person)
      ? { ...NOBODY, ...defined(defaults) }
      : person;
  return checkAuthor(
    {
      name: input.gitAuthorName ?? otherwise.name,
      email: input.gitAuthorEmail ?? otherwise.email,
    },
    { name: 'gitAuthorName', email: 'gitAuthorEmail' },
  );
}

/** The user did not write their profile for Git. */
function isSound({ name, email }: GitAuthor): boolean {
  return (
    /^[^\s<>]+@[^\s<>]+$/.test(email) &&
    !/[<>]/.test(name) &&
    !hasUnseen(name + email)
  );
}

function defined({ name, email }: Partial<GitAuthor>): Partial<GitAuthor> {
  return { ...(name && { name }), ...(email && { email }) };
}
