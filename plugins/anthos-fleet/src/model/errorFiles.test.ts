import { demoSyncs, errorGroup, occurrencesOf } from '../__fixtures__';
import { filesOf, sampleOf } from './errorFiles';

const quota = occurrencesOf(demoSyncs).filter(
  item => item.fingerprint === 'quota',
);

it('names each file once, and links to safe addresses only', () => {
  expect(filesOf(quota)).toEqual([
    {
      path: 'prod/api/deployment.yaml',
      commit: quota[0].commit,
      url: quota[0].resources[0].sourceUrl,
    },
  ]);
  expect(
    filesOf([
      {
        resources: [
          { sourcePath: 'a.yaml', sourceUrl: ['javascript', '1'].join(':') },
          { sourcePath: 'a.yaml' },
          { name: 'without a file' },
        ],
      },
    ]),
  ).toEqual([{ path: 'a.yaml' }]);
});

it('takes the sample of a group as a file like those of occurrences', () => {
  expect(filesOf(sampleOf(errorGroup('quota')))).toEqual(filesOf(quota));
  expect(filesOf(sampleOf(errorGroup('odd')))).toEqual([]);
});
