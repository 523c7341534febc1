import { errorHeadline, hasMore, resourceName } from './syncErrors';

it('takes the first paragraph without the code in front', () => {
  const message =
    'KNV1021: No CustomResourceDefinition is defined for the type "A.b"\nin the cluster.\n\nFor more information, see https://g.co/x';
  expect(errorHeadline(message)).toBe(
    'No CustomResourceDefinition is defined for the type "A.b" in the cluster.',
  );
  expect(hasMore(message)).toBe(true);
  expect(hasMore('short')).toBe(false);
  expect(errorHeadline('')).toBe('');
  expect(errorHeadline('x'.repeat(999))).toHaveLength(301);
});

it('names resources as far as they are known', () => {
  expect(resourceName({ kind: 'Role', name: 'r', namespace: 'n' })).toBe(
    'Role r · n',
  );
  expect(resourceName({ sourcePath: 'a.yaml' })).toBe('');
});
