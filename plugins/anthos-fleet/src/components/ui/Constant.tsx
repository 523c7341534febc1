import { Fragment } from 'react';
import { Mono } from './Quiet';

/** A word that a product writes as `SOME_LONG_CONSTANT`; where it has to break, it breaks between its parts. */
export function Constant(props: { children: string; title?: string }) {
  return (
    <Mono title={props.title}>
      {props.children.split(/(?<=_)/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </Mono>
  );
}
