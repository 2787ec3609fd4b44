// Package view is what people look at: immutable snapshots of the board, of
// one thread and of the team.
//
// # What it owns
//
// The order of the board's rows, and the choice of words that a row needs. It
// knows no widgets and no colours: it says "immediate", and ui/theme says red.
// What depends on who looks is decided here, for one person: their [Stance] in a
// chat, an offer to them, a whisper since their last look, who watches.
//
// Some figures of a row come from no event of its chat: how many others watch,
// and how many lines of one's own wait for one. The Desk tells them to the [Book],
// and they are in the row from the chat's next update on.
//
// # Cost
//
// A line costs its chat one small allocation: its row is put together when
// somebody asks for it. Any other event costs the rest of the row and, only if
// what it is sorted by changed, a few steps in one tree per section. Nothing is
// proportional to the number of chats: a snapshot of the board is a
// copy-on-write copy of the trees, and a reader asks it for the rows that it
// shows. What grows with the floor all the same is how seldom the next event's
// chat is in the processor's caches, and how many pieces of a tree the moves
// between two snapshots copy.
//
// The open chat costs all of its lines, for its protocol and its checklist, and only
// when something has happened in it; who asks more often keeps them (see
// [Book.Explain]). Calls for help and what is owed beyond the end of a chat cost the
// chats that have any.
//
// The night's worklist costs the chats of the night, and who covers and what is handed
// over cost the team.
//
// The alerts are the first rows of all chats, and have no tree of their own.
//
// # Order
//
// Rows stand by what they call for, then by their nearest obligation, then by how
// long the chat has been open (S-MULTI-01). A notice lets a chat rise above those
// of which nothing is known, and calls nobody. A clock that stands still, and
// what the bot owes, push nobody. A new line alone never moves a row, but the clock
// that it starts or ends may. Each section counts its topics as rows come and go (G-SCOPE-02).
//
// # What nobody else is told
//
// A row and a thread say what this person has not read beside a chat ([Talk]); how far
// they have read is the caller's to keep. What can be done at a chat's backend ([Cans])
// is what the floor was told of it, and of one that it was never told of, everything.
//
// # Threads
//
// A [Book] belongs to the Desk's goroutine. A [Board], [Row] and [Thread] that
// it gave out never change and may be read anywhere.
package view
