import { useTranslation } from 'react-i18next'
import type { TemplateVersion } from '../../../api/reads/templates.ts'
import { cx } from '../../../ui/cx.ts'
import { languageName } from '../../../ui/language-name.ts'
import { diffLines } from './diff.ts'
import classes from './Editor.module.css'

type Variants = TemplateVersion['variants']

/** What a version says otherwise than the one before it, language by language, line by line. */
export function Difference({ was, is }: { was: Variants; is: Variants }) {
  const { t, i18n } = useTranslation('templates')
  const bodyIn = (variants: Variants, tag: string) =>
    variants.find(({ language }) => language === tag)?.body ?? ''
  const tags = [...new Set([...is, ...was].map(({ language }) => language))]
  const signs = { same: ' ', gone: '−', new: '+' } as const
  return (
    <li className={classes.difference}>
      {tags.map((tag) => (
        <section key={tag} aria-label={languageName(tag, i18n.language)}>
          {tags.length > 1 ? <h3 className={classes.tag}>{languageName(tag, i18n.language)}</h3> : null}
          <div className={classes.lines} lang={tag}>
            {diffLines(bodyIn(was, tag), bodyIn(is, tag)).map(({ kind, text }, at) => (
              <p key={at} className={cx(classes.line, kind !== 'same' && classes[kind])}>
                <span aria-hidden="true">{signs[kind]}</span>
                {kind === 'same' ? null : (
                  <span className="visually-hidden">{t(`versions.line.${kind}`)}</span>
                )}
                <span>{text}</span>
              </p>
            ))}
          </div>
        </section>
      ))}
    </li>
  )
}
