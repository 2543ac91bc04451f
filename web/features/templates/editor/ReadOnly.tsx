import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../api/reads/templates.ts'
import { Section } from '../../../app/shared/Section.tsx'
import { LanguageTabs } from './LanguageTabs.tsx'
import { Preview } from './Preview.tsx'
import classes from './Editor.module.css'

/** What an answer says, for those who may not change it. */
export function ReadOnly({ template }: { template: Template }) {
  const { t } = useTranslation('templates')
  const variants = template.approved?.variants ?? []
  const [language, setLanguage] = useState(variants[0]?.language ?? '')
  const shown = variants.find((one) => one.language === language) ?? variants[0]
  if (!shown) return null
  return (
    <Section title={t('text.title')} lead={t('text.notYours')}>
      <LanguageTabs
        languages={variants.map((one) => one.language)}
        value={shown.language}
        onChange={setLanguage}
      />
      <p className={classes.said}>{shown.body}</p>
      <Preview text={shown.body} language={shown.language} />
    </Section>
  )
}
