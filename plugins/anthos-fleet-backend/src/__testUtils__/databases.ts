import { TestDatabases } from '@backstage/backend-test-utils';

/**
 * SQLite, and PostgreSQL where a connection is given in
 * BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING, as the repository's test command does.
 */
export function createTestDatabases() {
  return TestDatabases.create({
    ids: ['POSTGRES_18', 'SQLITE_3'],
    disableDocker: true,
  });
}
