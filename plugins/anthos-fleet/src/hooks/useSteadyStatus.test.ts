import { act, renderHook } from '@testing-library/react';
import type { EntityStatus } from 'backstage-plugin-anthos-fleet-common';
import { entityStatusOf, errorGroup } from '../__fixtures__';
import { useSteadyStatus } from './useSteadyStatus';

const statusWith = (fingerprints: string[], total = fingerprints.length) => ({
  ...entityStatusOf([]),
  errors: fingerprints.map(fingerprint => ({ ...errorGroup(), fingerprint })),
  totalErrorGroups: total,
});

function show(first: EntityStatus) {
  const { result, rerender } = renderHook(
    (latest: EntityStatus) => useSteadyStatus('grunnbok', latest),
    { initialProps: first },
  );
  return {
    rerender,
    errors: () =>
      result.current.status.errors.map(
        ({ fingerprint, open }) => `${fingerprint} ${open ? 'open' : 'healed'}`,
      ),
    waiting: () => result.current.waiting,
    showLatest: () => act(() => result.current.showLatest()),
  };
}

it('marks an error that is gone as healed, where it stood', () => {
  const shown = show(statusWith(['a', 'b', 'c']));
  expect(shown.errors()).toEqual(['a open', 'b open', 'c open']);
  shown.rerender(statusWith(['a', 'c']));
  expect(shown.errors()).toEqual(['a open', 'b healed', 'c open']);
  expect(shown.waiting()).toBe(1);
  shown.showLatest();
  expect(shown.errors()).toEqual(['a open', 'c open']);
  expect(shown.waiting()).toBe(0);
});

it('calls an error open again that comes back', () => {
  const shown = show(statusWith(['a', 'b']));
  shown.rerender(statusWith(['a']));
  shown.rerender(statusWith(['b', 'a']));
  expect(shown.errors()).toEqual(['a open', 'b open']);
});

it('says nothing of an absent error while there are more than the answer holds', () => {
  const shown = show(statusWith(['a', 'b']));
  shown.rerender(statusWith(['a', 'c'], 40));
  expect(shown.errors()).toEqual(['a open', 'b open']);
});
