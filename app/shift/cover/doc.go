// Package cover says who answers for the floor now, and why: the primary, and
// behind them the secondary and the lead (G-COV-01 to -04, D-12, A-08, A-56).
//
// # Cover is an event
//
// Who answers for the floor is the last CoverChanged. [Follow] derives the next one
// from an event and the floor it was folded into, [Elapse] from time alone, at the
// instant that [Due] names; it stamps its facts with that instant. So a hub that
// slept, was killed or had its clock turned says what it would have said, and a
// property test holds the two logs against each other byte by byte.
//
//	what happens                          what follows
//	a shift begins                        the roster's primary answers, wherever they are; who is there
//	                                      comes before who is not (G-COV-01)
//	who answers disconnects, goes idle,   every secondary who is there is asked for cover.switch (15 s); on a
//	is revoked, ends their shift, or      break and on a holiday the backup too (G-COV-04). Where nobody is there
//	their place is over                   to be asked, who will have it is told so for as long
//	one of them accepts                   they answer, from that moment
//	nobody accepts, or all say no         the lead of the roster answers, who need not accept; if they
//	                                      are not there the first person who is; then who is connected and
//	                                      idle; then the lead by name, "not connected"
//	the one who went is back in time      the questions are taken back and nothing has moved
//	who answers by the roster comes back  they answer again, whoever did meanwhile
//	the roster changes                    a new shift begins as any other; the roster's person has cover if
//	                                      they are there
//	somebody takes cover (TakeCover)      they answer until they go, their shift ends, or who has it by the
//	                                      roster comes back from an absence
//	the shift ends and none begins        NO COVER until the next, in words; breaks and questions end
//
// Another primary of the roster who is there needs no question: they are named as
// much as the first. Where the roster names no primary at a time, the secondary has
// it by the roster, then the lead, and on holidays the backup.
//
// # Why the wait
//
// Accountability may take cover.switch to move. It takes all of it where nobody
// accepts, because most lines that break are back in seconds: else every restart
// of the hub would make a lead accountable for the whole floor, and unmake them.
//
// # Breaks
//
// [Ask] asks for cover first; the break begins with the yes and not before. If
// nobody says yes in time there is none, unless a lead lets them go in writing,
// which stays on the log as BreakBegan.Override, and has the floor meanwhile.
// Who answers for nothing needs no cover. What a yes brings about (CoverChanged,
// BreakBegan) is in the decision, for it needs the question, which the fold forgets
// with the answer. Whoever wishes for something is at their desk: if the floor
// takes them for idle, an IdleChanged stands before the rest.
//
// # Who has gone home
//
// Who has ended the shift that runs answers for nothing in it, although their
// program may stay connected: they are not asked, may not take cover, and do not
// come back into it but by beginning the shift again (G-END-02).
//
// # A roster that is not written
//
// As long as the roster names nobody, nobody is held to a shift: there are no facts
// about cover, and obligation.Accountable names whoever is there. A break still asks
// whoever is online; somebody who is alone just has it.
//
// # For the caller
//
// The hub asks Elapse before it stages an event of a later instant, folds what
// comes and asks again until nothing does; it calls Follow after each event of the
// team (Chat is empty). It may pass the facts of this package to Follow, which knows
// them by their ids and answers nothing. Edition is the one in force after the
// event. Due costs tens of microseconds: ask it after events of the team and when
// it was due, not for every line of a chat. Ids are derived from the cause, so a
// successor repeats nothing. Whoever was already online when the first roster was
// written is found by that PolicyChanged.
//
// The functions of wish.go judge commands, and return bodies in the order in which
// they have to be folded. [MayGo] is asked before quitting and before do not
// disturb. [State] is what screens show; its words are never empty.
//
// # Testing
//
// Tables for each line above. TestAMonthWithoutASecondOfNobody plays 30 days of
// random absences, breaks, answers, sleeping hubs and restarts, over both turns of
// the clock, and over 1,000 random rosters two days each. What is measured: the
// longest stretch in which the one who is named is not there although somebody else
// is who may answer; it never exceeds cover.switch. While literally nobody is there
// who may, no program can help it: that time is counted apart, and somebody is
// named in it all the same.
package cover
