import { Text, Title } from '@mantine/core';
import type { FrameworkVersion, Outcome } from '@waymark/contract/framework-content.ts';
import * as t from '../strings/catalogue.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import classes from './Rubric.module.css';

/** A version as it is read: every outcome with its question, its wording and what each level looks like. */
export function Rubric({ version }: { version: Pick<FrameworkVersion, 'levels' | 'outcomeTypes'> }) {
  return (
    <div className={classes.rubric}>
      {version.outcomeTypes.length > 1 && (
        <nav aria-label={t.frameworks.view.contents} className={classes.contents}>
          {version.outcomeTypes.map((type) => (
            <a key={type.id} href={`#${type.id}`}>
              {type.name}
            </a>
          ))}
        </nav>
      )}
      {version.outcomeTypes.map((type) => (
        <section key={type.id} aria-labelledby={type.id} className={classes.type}>
          <header className={classes.typeHead}>
            <Title order={2} id={type.id} tabIndex={-1} className={classes.typeName}>
              {type.name}
            </Title>
            {type.description !== '' && (
              <Text c="dimmed" maw="42rem">
                {type.description}
              </Text>
            )}
          </header>
          {type.outcomes.map((outcome) => (
            <RubricOutcome key={outcome.id} outcome={outcome} levels={version.levels} />
          ))}
        </section>
      ))}
    </div>
  );
}

function RubricOutcome({ outcome, levels }: { outcome: Outcome; levels: number }) {
  const { view } = t.frameworks;
  return (
    <article className={classes.outcome}>
      <Title order={3} className={classes.statement}>
        <span className={classes.code}>{outcome.code}</span> {outcome.statement}
      </Title>
      <dl className={classes.facts}>
        <div>
          <dt>{view.question}</dt>
          <dd>{outcome.question}</dd>
        </div>
        <div>
          <dt>{view.studentWording}</dt>
          <dd>{outcome.studentWording}</dd>
        </div>
      </dl>
      <ol
        className={classes.levels}
        aria-label={view.levels(outcome.code)}
        style={{ '--levels': Math.min(levels, 5) } as React.CSSProperties}
      >
        {outcome.descriptors.map((descriptor, index) => (
          <li key={index}>
            <LevelBadge level={index + 1} levels={levels} />
            <span>{descriptor}</span>
          </li>
        ))}
      </ol>
      {outcome.evidence !== '' && (
        <p className={classes.evidence}>
          <strong>{view.evidence}:</strong> {outcome.evidence}
        </p>
      )}
    </article>
  );
}
