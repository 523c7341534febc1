import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { classifyFailure } from '../../model/failure';
import { FailureState, RefreshFailure, StateMessage } from '../states';
import { MaybeLink } from '../ui';
import { PageSkeleton } from './PageSkeleton';

/** The page of one thing: its content, or why there is none. */
export function DetailsBody<T>(props: {
  query: UseQueryResult<T>;
  /** What is said of a thing that is not there, with the way back to the list. */
  notFound: { title: string; text: string; href?: string; back: string };
  /** The name, where it is known before the thing is loaded. */
  name?: string;
  /** The permission that a refusal is about. Default: seeing clusters. */
  permission?: string;
  children: (data: T) => ReactNode;
}) {
  const { query, notFound, name, permission, children } = props;
  const { data, error, dataUpdatedAt, refetch } = query;

  if (error && classifyFailure(error) === 'not-found') {
    return (
      <StateMessage
        tone="unknown"
        title={notFound.title}
        role="status"
        heading="h2"
      >
        <span>{notFound.text}</span>
        <MaybeLink href={notFound.href}>{notFound.back}</MaybeLink>
      </StateMessage>
    );
  }
  if (!data) {
    return error ? (
      <FailureState error={error} onRetry={refetch} permission={permission} />
    ) : (
      <PageSkeleton name={name} />
    );
  }
  return (
    <>
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      {children(data)}
    </>
  );
}
