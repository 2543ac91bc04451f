import '../../../../ui/styles/fields.ts'
import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { QuestionsField } from '../questions/QuestionsField.tsx'
import { askedAs, inLanguage } from '../schema/view.ts'
import { ColourField } from './ColourField.tsx'
import { ListField } from './ListField.tsx'
import { SecretField } from './SecretField.tsx'
import { SenderField } from './SenderField.tsx'
import type { Setting } from './setting.ts'
import { SeveralField } from './SeveralField.tsx'
import { WordsField } from './WordsField.tsx'

/** What every kind of field shows: name, hint, what is wrong. */
function useCommon({ field, error }: Setting) {
  const { i18n } = useTranslation('settings')
  const hint = field.hint && inLanguage(field.hint, i18n.language)
  return {
    label: inLanguage(field.label, i18n.language),
    ...(hint === undefined ? {} : { description: hint }),
    ...(field.example === undefined ? {} : { placeholder: field.example }),
    error: error(),
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** An empty field is what its shape says of it: an empty text where that is the default, else nothing. */
const given = (text: string, { shape }: Setting) => (text === '' && shape.default !== '' ? undefined : text)

function TextSetting({ setting }: { setting: Setting }) {
  const common = useCommon(setting)
  return (
    <TextInput
      {...common}
      maxLength={setting.shape.maxLength}
      autoComplete="off"
      value={textOf(setting.value)}
      onChange={(event) => setting.change(given(event.currentTarget.value, setting))}
    />
  )
}

function LinesSetting({ setting }: { setting: Setting }) {
  const common = useCommon(setting)
  return (
    <Textarea
      {...common}
      autosize
      minRows={3}
      maxRows={12}
      maxLength={setting.shape.maxLength}
      value={textOf(setting.value)}
      onChange={(event) => setting.change(given(event.currentTarget.value, setting))}
    />
  )
}

function NumberSetting({ setting }: { setting: Setting }) {
  const common = useCommon(setting)
  return (
    <NumberInput
      {...common}
      styles={{ wrapper: { maxWidth: 200 } }}
      clampBehavior="none"
      allowDecimal={setting.shape.type !== 'integer'}
      value={typeof setting.value === 'number' && !Number.isNaN(setting.value) ? setting.value : ''}
      onChange={(value) => setting.change(typeof value === 'number' ? value : Number.NaN)}
    />
  )
}

function ChoiceSetting({ setting }: { setting: Setting }) {
  const { i18n } = useTranslation('settings')
  const { field, shape, value } = setting
  const common = useCommon(setting)
  const names = (shape.enum ?? []).map(String)
  const data = names.map((name) => {
    const words = field.choices?.[name]
    return { value: name, label: words ? inLanguage(words, i18n.language) : name }
  })
  return (
    <NativeSelect
      {...common}
      data={value === undefined ? [{ value: '', label: '' }, ...data] : data}
      value={textOf(value)}
      onChange={(event) => setting.change(event.currentTarget.value || undefined)}
    />
  )
}

function FlagSetting({ setting }: { setting: Setting }) {
  const common = useCommon(setting)
  return (
    <Checkbox
      {...common}
      checked={setting.value === true}
      onChange={(event) => setting.change(event.currentTarget.checked)}
    />
  )
}

/** Whether a group of settings is there at all. */
function PresentSetting({ setting }: { setting: Setting }) {
  const common = useCommon(setting)
  return (
    <Checkbox
      {...common}
      checked={setting.value !== undefined}
      onChange={(event) => setting.change(event.currentTarget.checked ? {} : undefined)}
    />
  )
}

interface Props {
  setting: Setting
  /** Which secrets are kept already, by name. */
  secretNames: readonly string[]
}

/** One setting of a channel, asked for as the channel says and its shape tells. */
export function SettingInput({ setting, secretNames }: Props) {
  const kept = secretNames.includes(setting.field.path)
  if (setting.field.secret) return <SecretField setting={setting} kept={kept} />
  switch (askedAs(setting.field, setting.shape)) {
    case 'words':
      return <WordsField setting={setting} />
    case 'lines':
      return <LinesSetting setting={setting} />
    case 'number':
      return <NumberSetting setting={setting} />
    case 'choice':
      return <ChoiceSetting setting={setting} />
    case 'flag':
      return <FlagSetting setting={setting} />
    case 'present':
      return <PresentSetting setting={setting} />
    case 'colour':
      return <ColourField setting={setting} />
    case 'list':
      return <ListField setting={setting} />
    case 'several':
      return <SeveralField setting={setting} />
    case 'sender':
      return <SenderField setting={setting} />
    case 'questions':
      return <QuestionsField setting={setting} />
    default:
      return <TextSetting setting={setting} />
  }
}
