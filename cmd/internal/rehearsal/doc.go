// Package rehearsal holds the tests in which every script of the practice floor
// is played to the rules that watch the floor: each raises exactly the triggers
// that it was written for, which its steps name in their field raises.
//
// There is no code here but tests. The scripts, the simple bot and the solution
// articles are those that ship, and so are policy, weights and canned library;
// the engine is the hub's, the index sync/lookup's. Only the floor is played by
// hand: a line is folded, the engine is told, its facts are folded, and a line
// of the bot is judged by the knowledge at once.
//
// # What is played
//
// Every wording of every step with every other, and each of them at the
// shortest and at the longest pauses that chance may draw, so that what a
// script raises rests neither on the dice nor on who comes. Each trigger is
// evaluated again from its evidence the moment it is raised (D-01).
//
// # How to read a failure
//
// A failed script is printed step by step: what was said, each score that is at
// or near a threshold, with the distance to it, and what was raised against
// what was meant to be. A customer's line is ours to rewrite, but only as a
// person would write it: a plain sentence that the rules miss is their fault
// and goes into their tables.
//
// # Time
//
// Clocks are numbers here, and nothing sleeps. What time alone raises is due
// between two lines and belongs to the step whose pause it falls into.
package rehearsal
