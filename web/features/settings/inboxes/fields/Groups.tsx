import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../frame/Section.tsx'
import type { Shape } from '../schema/shape.ts'
import { type Field, type Group, inLanguage, isAsked, type Kind } from '../schema/view.ts'
import classes from './Groups.module.css'
import { settingOf, type SettingsForm } from './setting.ts'
import { SettingInput } from './SettingInput.tsx'

interface Props {
  kind: Kind
  groups: readonly Group[]
  form: SettingsForm
  secretNames?: readonly string[]
}

function Fields({ kind, group, form, secretNames = [] }: Omit<Props, 'groups'> & { group: Group }) {
  return group.fields
    .filter((field) => isAsked(field, kind.settingsSchema as Shape, form.draft.settings))
    .map((field) => {
      const setting = settingOf(form, kind, field)
      return setting ? <SettingInput key={field.path} setting={setting} secretNames={secretNames} /> : null
    })
}

/** A group that is seldom needed: closed until somebody opens it, or something in it is wrong. */
function Folded({ title, wrong, children }: { title: string; wrong: boolean; children: ReactNode }) {
  const [opened, setOpened] = useState(false)
  return (
    <details
      className={classes.folded}
      open={opened || wrong}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <ChevronRight size={16} aria-hidden="true" />
        <h2>{title}</h2>
      </summary>
      <div className={classes.fields}>{children}</div>
    </details>
  )
}

/** The settings of a channel under their headings, as the channel itself says. */
export function Groups({ kind, groups, form, secretNames = [] }: Props) {
  const { i18n } = useTranslation('settings')
  return groups.map((group) => {
    const title = inLanguage(group.title, i18n.language)
    const fields = <Fields kind={kind} group={group} form={form} secretNames={secretNames} />
    const isWrong = ({ path, secret }: Field) =>
      form.errorOf(`${secret ? 'secrets' : 'settings'}.${path}`) !== undefined
    return group.folded ? (
      <Folded key={group.key} title={title} wrong={group.fields.some(isWrong)}>
        {fields}
      </Folded>
    ) : (
      <Section key={group.key} title={title} lead={group.lead && inLanguage(group.lead, i18n.language)}>
        {fields}
      </Section>
    )
  })
}
