import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import styles from './text.module.css';

/** A message as the product wrote it, folded until somebody wants it. */
export function RawText(props: { title: string; text: string }) {
  return (
    <Accordion>
      <AccordionTrigger title={props.title} />
      <AccordionPanel>
        <pre className={styles.raw}>{props.text}</pre>
      </AccordionPanel>
    </Accordion>
  );
}
