// Package alert decides whether, when and how loudly a person is interrupted
// (spec/ux.md 4.3).
//
// # What it owns
//
// A [Bell] belongs to one person. It is told what a chat looks like whenever
// the chat has changed, and answers with [Action]s: show, ring once more, roll
// up, withdraw. It draws nothing, plays nothing and keeps no timer; ui/native
// and ui/kit do what it says, and the Desk calls [Bell.Tick] at [Bell.Next].
//
// The bell is driven by states, not by events: [Reasons] reads from a chat why
// a person should be called now, and the bell compares this with what it has
// on show. So a lost or repeated call heals itself at the next one, and a
// notification cannot outlive its reason.
//
// # Rules
//
//   - One notification per chat and cause, replaced and never stacked.
//   - At most toasts.max showings in any minute; what comes beyond that joins
//     one roll-up, "n alerts in m chats", which is updated at most once a second.
//   - Signing in, waking up and the end of do-not-disturb give one summary.
//   - Do-not-disturb holds everything but an immediate trigger for the person
//     who is accountable. What is held waits on the wall.
//   - Nothing is shown for a chat that is open before the person's eyes.
//   - An immediate trigger rings again every [RepeatEvery], at most
//     alert.repeats times at one person; then it has moved on. Two of
//     them never ring on top of each other.
//   - A trigger rings at whoever is accountable, and at a primary, at once; at
//     the secondary after ring.secondary, at leads and backups after ring.lead.
//     A chat that waits in the queue calls everybody at once (S-ACC-01).
//   - That somebody else has seen an alert does not silence it here; that
//     somebody is serving the chat does.
//   - What a colleague holds out to me, or whispers, stands for [Glance] and
//     then leaves; it is taken back at once when the offer ends, or when I have
//     written something after the whisper (V-FWD-01, V-INVITE-01, C-OBS-06). An
//     offer to a team calls everybody but its sender.
//   - An offer of mine that was declined or ran out calls me until I do
//     something in the chat (A-60, E-ESC-11). What I took back does not, nor
//     what went void.
//   - A chat that the hub has given me is a P1 until I have written in it, or it has left
//     me: its customer was told that I am there (E-Q-03).
//   - An escalation to me is a P1, and so is an agent's call for help, for every
//     lead but who called (S-ESC-02).
//   - An answer that I owe calls me once at the second mark of its clock, before it
//     is late (D-02); what I promised to do later calls me [Soon] before it is due,
//     and once more when it is, also when its chat has closed. What has the whole day
//     calls shift.warn before the end of cover (G-FU-07). A clock that stands still
//     calls nobody, nor does a call that is being tried; after an attempt in vain the
//     next one calls when it may begin.
//   - What concerns the floor as a whole belongs to no chat ([Bell.Team]): NO COVER and
//     a question to cover are P0, a handover to me and a night that is running out
//     P1. It stands until its reason has gone, whatever is on screen.
//   - What failed at a colleague's desk as a shift was begun is a P2, for leads
//     (C-TRF-02).
//   - A line of the team's that names me is a P2 until I have read it (C-INT-01). A chat
//     platform that is away for [OutageAfter] calls who is accountable, primaries and
//     leads, once, and once more softly when it is back; a colleague who has too much
//     calls leads (C-DIST-01).
//   - Where teams own their chats, one that waits for a team calls its people, leads and
//     who is accountable; everywhere else a chat that waits calls everybody (C-DEPT-01).
//   - A customer of the night who is upset about the delay calls the leads at once
//     (G-ONESC-01).
//   - Bodies quote colleagues only where they may quote customers.
//
// # Threads, order and time
//
// A Bell belongs to one goroutine, the Desk's. Now is an argument, in hub
// time; should it run backwards, the bell stays at the latest it has seen.
// The cost of one changed chat depends on the alerts of that chat only.
//
// # Tests
//
// Tables for the rules one by one, and a property test that plays random
// floors for minutes and checks the promises above on the stream of actions.
package alert
