interface Pages {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  fetchNextPage(): Promise<unknown>
}

/**
 * Fetches the next page for a list that has come near its end. Not again by itself after it failed: the end stays
 * near, and it would be asked for without end; `MoreFailed` offers that.
 */
export function askForMore(pages: Pages): void {
  if (pages.hasNextPage && !pages.isFetchingNextPage && !pages.isFetchNextPageError)
    void pages.fetchNextPage()
}
