// Package lookup looks questions of app/knowledge up: an index of the articles
// in memory, a folder that is read again when it changes, and goroutines of its
// own to judge on, so that this rule runs beside the other nine and never holds
// up the hub's loop.
//
// It lives in sync, not in app, because it reads files, starts goroutines and
// rests on a search library; the rule itself, and everything that decides, is
// in app/knowledge, which is pure.
//
// # The index
//
// An [Index] is a bleve index that is made once and never changes. app/knowledge
// says by which terms an article is found, so the index splits at blanks and
// does no analysis of its own; and the ranking is a sum of integers over the
// lists of the index, because bleve's own is made of floating-point numbers.
// So the same articles, in any order, give the same answers on every
// processor. When anything changes, all is indexed anew and replaces the old
// index in one step: 5,000 articles take about two seconds of one processor,
// during which the old one answers.
//
// # The service
//
// [Service.Run] owns every goroutine and waits for them. [Service.Ask] returns
// at once; the answer comes on one of the service's goroutines, by a callback
// which hands over to whoever owns the state. An answer that was made while the
// knowledge was replaced is dropped, and its question asked of the new one, so
// an answer that arrives is of the newest knowledge at that time; its Version
// says which. [Service.Judge] is the same, at once, for programs that wait.
//
// Articles come from a folder of Markdown files, looked at on each tick of a
// channel that the caller owns, and from [Service.Put]. A file that breaks is
// reported and keeps the article that it held before; the rest stays.
//
// # Testing
//
// Tests use fstest.MapFS as the folder and send the ticks themselves; Loaded
// says when a load is through. goleak finds what outlives Run. The benchmarks
// ask 5,000 generated articles.
package lookup
