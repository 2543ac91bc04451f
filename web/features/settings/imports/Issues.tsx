import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { importIssuesQuery } from '../../../api/reads/imports.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Imports.module.css'
import type { Import } from './sources.ts'

/** What could not be read or made, or not wholly: how much of which kind, the first of them, and all as a table. */
export function Issues({ row }: { row: Import }) {
  const { t, i18n } = useTranslation('imports')
  const total = row.issues.reduce((sum, { count }) => sum + count, 0)
  const query = useQuery({ ...importIssuesQuery(row.id, total), enabled: total > 0 })
  if (total === 0) return null
  const shown = query.data?.items ?? []
  const report = (
    <Button
      component="a"
      href={`/api/imports/${row.id}/report`}
      variant="default"
      size="xs"
      leftSection={<Download size={14} />}
    >
      {t('report')}
    </Button>
  )
  return (
    <Section title={t('issues')} lead={t('issuesLead')} action={report} flush>
      <Rows label={t('issues')}>
        {row.issues.map(({ code, count }) => (
          <Row key={code} title={t(`issue.${code}`)} detail={t(`issueText.${code}`)} sentence>
            <Pill>{count.toLocaleString(i18n.language)}</Pill>
          </Row>
        ))}
      </Rows>
      {shown.length > 0 ? (
        <div className={classes.rest}>
          <table className={classes.words}>
            <caption className="visually-hidden">{t('issues')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('record')}</th>
                <th scope="col">{t('why')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, code, subject, place, detail }) => (
                <tr key={id}>
                  <td>
                    {subject || place}
                    {subject !== '' && place !== '' ? <span className={classes.sample}>{place}</span> : null}
                  </td>
                  <td>
                    {t(`issue.${code}`)}
                    {detail ? <span className={classes.hint}>{detail}</span> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {total > shown.length && shown.length > 0 ? (
        <p className={`${classes.text} ${classes.more}`}>
          {t('more', { count: (total - shown.length).toLocaleString(i18n.language) } as Record<
            string,
            string
          >)}
        </p>
      ) : null}
    </Section>
  )
}
