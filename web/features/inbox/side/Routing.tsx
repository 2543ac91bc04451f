import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { skillsQuery } from '../../../api/reads/presence.ts'
import { routingQuery } from '../../../api/reads/routing.ts'
import { useMe } from '../../../app/me.ts'
import type { BesideProps } from '../../../app/shared/beside/section.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { useAgents } from '../../../app/shared/directory.tsx'
import { lengthText } from '../../../ui/time/length.ts'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Routing.module.css'
import { type Manner, type Place, placeWords, type Routed, routedWords, whyWords } from './routing-words.ts'

function Waits({ place, manner }: { place: Place; manner: Manner }) {
  const [where = '', ...more] = placeWords(place, manner)
  return (
    <div className={classes.waits} role="status">
      <p className={classes.first}>{where}</p>
      {more.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </div>
  )
}

function Left({ routed, manner, reasons }: { routed: Routed; manner: Manner; reasons: boolean }) {
  const name = useAgents().get(routed.agentId ?? '')?.name
  return (
    <div className={classes.left}>
      <p>
        {routedWords(routed, name, manner)} <Time at={routed.at} form="day" className={classes.at} />
      </p>
      {routed.why && !reasons ? <p>{whyWords(routed.why, manner)[0]}</p> : null}
    </div>
  )
}

/** Why whoever has it got it: in full, with when and from which queue. */
function Why({ routed, manner }: { routed: Routed; manner: Manner }) {
  const { t } = manner
  const me = useMe().agent
  const name = useAgents().get(routed.agentId ?? '')?.name ?? t('words:someone')
  return (
    <>
      {routed.why ? (
        <>
          <h4 className={classes.first}>
            {routed.agentId === me.id ? t('why.me') : t('why.other', { name })}
          </h4>
          <ul className={classes.why}>
            {whyWords(routed.why, manner).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      ) : null}
      <Left routed={routed} manner={manner} reasons />
    </>
  )
}

/** Where the conversation waits, or why whoever has it got it. Nothing where no queue ever held it. */
export default function Routing({ conversation }: BesideProps) {
  const { t, i18n } = useTranslation('routing')
  const { data } = useQuery(routingQuery(conversation))
  const asked = data?.routings.some(({ why }) => why !== null && why.skills.length > 0) ?? false
  const skills = useQuery({ ...skillsQuery, enabled: asked }).data
  if (!data || (!data.place && data.routings.length === 0)) return null
  const manner: Manner = {
    t,
    locale: i18n.language,
    skillName: (skillId) => skills?.find(({ id }) => id === skillId)?.name,
    length: (seconds) => lengthText(seconds, { locale: i18n.language, business: false }),
  }
  const { place, routings } = data
  const [newest, ...others] = routings
  // Of whoever has it no more it is only what was before.
  const holds = newest && newest.agentId !== null && newest.agentId === conversation.assigneeId
  const earlier = holds ? others : routings
  return (
    <Section title={t('title')}>
      <div className={classes.routing}>
        {place ? <Waits place={place} manner={manner} /> : null}
        {holds ? <Why routed={newest} manner={manner} /> : null}
        {earlier.length > 0 ? (
          <details className={classes.earlier}>
            <summary>{t('why.earlier', { count: earlier.length })}</summary>
            {earlier.map((routed) => (
              <Left key={routed.id} routed={routed} manner={manner} reasons={false} />
            ))}
          </details>
        ) : null}
      </div>
    </Section>
  )
}
