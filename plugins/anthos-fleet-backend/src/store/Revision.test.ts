import { Revision } from './Revision';

describe('Revision', () => {
  let loads: Array<{
    resolve: (revision: string) => void;
    reject: (error: Error) => void;
  }>;
  let revision: Revision;

  beforeEach(() => {
    loads = [];
    revision = new Revision(
      () =>
        new Promise((resolve, reject) => {
          loads.push({ resolve, reject });
        }),
    );
  });

  it('asks anew for whoever asks while a question is under way, once for all of them', async () => {
    const first = revision.read();
    const later = [revision.read(), revision.read(), revision.read()];
    expect(loads).toHaveLength(1);

    loads[0].resolve('1');
    expect(await first).toBe('1');
    expect(loads).toHaveLength(2);
    const evenLater = revision.read();

    loads[1].resolve('2');
    expect(await Promise.all(later)).toEqual(['2', '2', '2']);
    expect(loads).toHaveLength(3);
    loads[2].resolve('3');
    expect(await evenLater).toBe('3');
  });

  it('asks again after each answer', async () => {
    const first = revision.read();
    loads[0].resolve('1');
    await first;
    const second = revision.read();
    loads[1].resolve('2');
    expect(await second).toBe('2');
  });

  it('goes on after a question that failed', async () => {
    const first = revision.read();
    const second = revision.read();
    loads[0].reject(new Error('The database is away'));
    await expect(first).rejects.toThrow('away');
    loads[1].resolve('2');
    expect(await second).toBe('2');
  });
});
