// Package ticket owns what is written down of a chat that has ended: the fields
// of its ticket, what they are prefilled with, when they are complete, and how
// tickets leave and come back as files. It is pure: it reads no clock, no file
// and no network.
//
// # One ticket for every chat
//
// Every chat that ends has one [Ticket], the bot's own too (G-TKT-01, A-22).
// Its number, a [Ref], is a digest of the chat's id and the day on which the chat
// was opened: any desk and any hub makes the same one without asking, twice is
// once, and a chat that comes back and ends again keeps its ticket. [Compare] is
// the nightly check that closed chats and tickets are the same.
//
// # The way of a ticket
//
// [Draft] fills in what the chat itself proves and leaves the rest empty: it
// never answers for a person, and first-contact resolution is never preset to
// yes (G-TKT-07). A person completes it, and [Form.Problems] says what is still
// missing, each with its field and the requirement it comes from. Where nobody
// will, [Form.Complete] answers by the team's own preset and writes down which
// fields a rule has filled, so that no report takes them for a person's word.
//
// A chat whose only person leaves it goes on with an open ticket (V-LEAVE-02), by
// [Form.CompleteOpen]. Its Closed is zero. A later Draft makes the same ticket anew,
// with what a person chose for it and nothing that a rule did.
//
// Lists (categories, priorities, tags and so on) are the policy's, and come as a
// [Form]. A ticket holds the ids of choices, so a choice may be renamed. Ids go
// into exports: they have to be as neutral as the names are.
//
// Sentiment, resolution method, topics and escalations are fields of the ticket
// and tags of the chat at the same time. The fields are their one home, and
// [Form.TagsOf] derives the tags; tags of those lists that stand among
// [Ticket.Tags] all the same are one too many, and are a problem (G-TAG-13, G-TAG-14).
//
// # Calls
//
// Every attempt to phone the customer is on the ticket ([Call], G-FU-09): a Draft has
// those before it, and [Ticket.TakeCalls] the later ones, whenever they become known.
// They are facts that nobody edits. [MailOfCall] decides whether the customer is told
// of one, and by which mail.
//
// # The summary
//
// [Summarise] chooses sentences of the transcript and never words of its own
// (G-TKT-08). Each [Quote] names the line and the bytes that it repeats. The rule
// is fixed, so that two desks draft the same:
//
//   - Lines that the customer wrote or was shown count; notes, whispers, the
//     team's and the system's lines, and what failed to be sent do not.
//   - The chat has two parts: with the bot, up to the first line of a person,
//     and with a person, from there on. They are never mixed.
//   - A sentence is telling if it has two words beyond courtesies such as
//     "good morning", one long one, or a digit. If no sentence of a customer is,
//     their first sentence counts as telling.
//   - Of the customer, each part gives the first and the last telling sentence.
//   - Of the bot, its part gives one, and of people, theirs gives two: the telling
//     sentences, no questions, whose words come up in most lines of the chat; of
//     equals, the later one. The second has to share a word with another line.
//
// # Files
//
// [WriteCSV] writes RFC 4180, and no cell that a spreadsheet would compute;
// [WriteJSON] writes one ticket a line. [ReadCSV] and [ReadJSON] take such a file
// whole or refuse it with the line. What was written comes back the same, for
// every ticket that passes [Ticket.Check].
//
// # Threads
//
// Tickets and forms are values; whoever changes a slice in one replaces it. All
// functions may be called from anywhere at the same time.
//
// # Testing
//
// Tables quote the requirement. Drafts of random chats, folded from random
// events, are a property test; the decoders are fuzzed; the JSON form is golden.
package ticket
