import { useQuery } from '@tanstack/react-query'
import { Folder } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { shelvesQuery } from '../../../api/reads/templates.ts'
import classes from './Library.module.css'

interface Props {
  folder: string | undefined
  onChange(folder: string | undefined): void
}

/** The folders with how many answers lie in each; nothing where there is none. */
export function Folders({ folder, onChange }: Props) {
  const { t } = useTranslation('templates')
  const { data } = useQuery(shelvesQuery)
  const folders = (data?.folders ?? []).filter(({ name }) => name !== '')
  const all = (data?.folders ?? []).reduce((sum, { count }) => sum + count, 0)
  if (folders.length === 0 && folder === undefined) return null
  const shown = [{ name: '', count: all }, ...folders]
  return (
    <nav className={classes.folders} aria-label={t('folders')}>
      <ul>
        {shown.map(({ name, count }) => (
          <li key={name}>
            <button
              type="button"
              className={classes.folder}
              aria-current={name === (folder ?? '') ? 'true' : undefined}
              onClick={() => onChange(name || undefined)}
            >
              <Folder size={15} aria-hidden="true" />
              <span className={classes.folderName}>{name || t('allFolders')}</span>
              <span className={classes.folderCount} data-figures>
                {count}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
