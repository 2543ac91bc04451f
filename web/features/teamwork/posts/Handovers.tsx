import { PostsPage } from './PostsPage.tsx'

/** What one shift tells the next. */
export default function Handovers() {
  return <PostsPage kind="handover" />
}
