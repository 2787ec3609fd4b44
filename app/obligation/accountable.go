package obligation

import "floorwalker/app/chat"

// Accountable returns who answers for o now, and how to name them. The words
// are never empty; nobody at all is "NO COVER".
func Accountable(f *chat.Floor, o chat.Obligation) (chat.AgentID, string) { return o.Owner, "NO COVER" }
