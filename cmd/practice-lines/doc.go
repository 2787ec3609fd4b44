// Command practice-lines turns labelled dialogues into lines that the practice
// floor can play:
//
//	practice-lines [--chats N] < dialogues.jsonl > practice.jsonl
//	floorhub serve --practice-file practice.jsonl --rate 20
//
// Each line of the input is a JSON object with the fields set, dialog, turn,
// speaker ("user", "bot"; anybody else is an agent) and text; other fields are
// ignored. Turns are numbered anew from 0 in the order of the input, because a
// practice line is known by its chat and turn, and two lines that share a turn
// would be one. Lines that cannot be used are counted on standard error.
//
// The exit status is 0 when it is done, 1 when reading or writing failed, 2
// for a wrong usage.
package main
