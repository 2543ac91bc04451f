import { addressWords, type Counts, type Erasing } from '../../kernel/personal.ts'
import { deleteItemsNaming } from './queries/items.ts'
import { deleteIssuesNaming } from './queries/report.ts'

/**
 * What imports lose when somebody is erased: what was read about them and is not made yet, and rows of reports that name them. A
 * file that is there as a whole goes by its own time; what it says of them is not brought back where it was imported before.
 */
export const erases: Erasing = {
  async person(tx, who): Promise<Counts> {
    const words = addressWords(who)
    if (words.length === 0) return {}
    const [importItems, importIssues] = await Promise.all([
      deleteItemsNaming(tx, words),
      deleteIssuesNaming(tx, words),
    ])
    return { importItems, importIssues }
  },
}
