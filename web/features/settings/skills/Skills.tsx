import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { peopleHereQuery, skillsQuery } from '../../../api/reads/presence.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { PeopleList } from './PeopleList.tsx'
import { Reasons } from './Reasons.tsx'
import { SkillList } from './SkillList.tsx'

/** What people can do and how much they take, what they do just now, and the reasons that are offered for that. */
export default function Skills() {
  const { t } = useTranslation('skills')
  const query = useQuery(skillsQuery)
  // Who is here is asked for while the skills are on their way.
  useQuery(peopleHereQuery)
  return (
    <Page title={t('app:settings.skills')} lead={t('lead')}>
      <Loaded query={query}>
        {(skills) => (
          <>
            <SkillList skills={skills} />
            <PeopleList skills={skills} />
          </>
        )}
      </Loaded>
      <Reasons />
    </Page>
  )
}
