// Command floorhub is a team's hub without a screen: it connects to the chat
// backend, keeps the log, and tells every desk.
//
//	floorhub serve --data-dir D [--listen ADDR] [--nats URL] [--no-practice] [--knowledge DIR]
//	floorhub connect chatwoot|crisp|livehelperchat [--set KEY=ANSWER]... [--agents ID=AGENT]... [--force]
//	floorhub connect list | connect check | connect remove VENDOR
//	floorhub agent add NAME --role R [--department D] | agent list | agent revoke NAME
//	floorhub files add PATH [--name N] | files list | files remove NAME
//	floorhub practice-time +8h
//	floorhub tail [--text] [--all]
//	floorhub audit [--commands] [--follow]
//	floorhub rules
//	floorhub coverage [--zone Z]
//	floorhub policy show [--register] | policy check FILE | policy diff FILE
//	floorhub policy set FILE --reason WHY --as NAME
//	floorhub roster show [--from DAY] [--days N] | roster export [--from DAY]
//	floorhub roster import FILE [--set --reason WHY --as NAME]
//	floorhub handover export SHIFT [--html | --text] [--dir DIR | --hash H]
//	floorhub keys export
//	floorhub verify FILE... [--keys F]
//	floorhub tickets export [--format csv|json] [--since T] [--until T] [--query WORDS]
//	floorhub tickets check | tickets outgoing | tickets retry [KEY]
//	floorhub label [--chats N] [--alerts] [--seed S] [--ask KEYS] | label --export FOLDER
//	floorhub score [--policy F] [--weights F] [--knowledge DIR | --generated N]
//
// agent, files, tail, audit, rules, policy, tickets and label talk to a running hub by a socket in the data folder,
// which only its owner can open; if none runs, they open the log themselves.
//
// connect asks what has to be known of a chat backend, checks every right that is
// needed there, says which is missing and what will not work then, and keeps the
// credentials in the keychain or, where there is none, in a file of the data folder that
// only its owner may read. A hub reads its backends when it starts.
//
// serve checks what the bot says against the solution articles in DIR, Markdown
// files that are read again when they change, and the canned library. The practice
// floor has articles of its own; without any nothing is checked. rules prints how
// often each rule fired, called somebody, and was dismissed, confirmed or marked.
//
// practice-time turns the clock of a practice floor forward that was started with
// --practice-clock: everything that is due in between happens, in order and at its
// instant, and every desk learns of it at once. A floor with real customers has no such
// clock.
//
// coverage prints, of the day that runs, the lines on which no rule was evaluated, and
// by chat and second when nobody had looked at a chat who should have.
//
// policy prints the team's policy, reads another and says with file, line and column
// what is wrong with it, prints the difference, and puts it in force: its version has
// to be the next one, and NAME a lead on the team.
//
// roster prints who covers the floor, with NO COVER where nobody does, and exchanges
// the roster with calendar programs as iCalendar. import says what it would change and
// what of the file does not fit a roster; only with --set is it put in force.
//
// handover prints what was signed over at the end of a shift; verify says whether such a
// file is what was signed: exit status 0 good, 1 changed, with the first thing that is
// broken, 2 unreadable. It needs no hub. Whose the keys are it can only say with --keys,
// the list that keys export prints. Several files are checked as a chain. Where several
// were signed at the end of a shift, handover export --dir writes each into a file, in
// the order of the chain; --hash prints one of them.
//
// files keeps the team's library, from which every desk attaches without uploading
// again.
//
// tickets prints what is kept of chats that have ended, compares it with the chats on
// the log, and shows what could not be brought to the team's ticket system or to a
// customer. Where they go stands in out.toml in the data folder; package dispatch
// says how.
//
// label shows chats of the hub's log turn by turn and keeps, in a journal, what
// somebody presses about each; with --export it writes those turns, masked, to
// FOLDER/dev.jsonl, one a line, as the labelled public sets are written.
//
// score reads turns from standard input, one a line, and answers each with what
// the rules measured of it; package score has the contract. With articles, its
// last line, on standard error, says how long looking answers up took.
//
// Exit status: 0 done, 1 failed, 2 usage, 3 the data folder is in use.
package main
