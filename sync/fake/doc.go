// Package fake is a hub for tests: in process, scriptable, and honest about
// the protocol unless it is told to cheat. It has a log of events, gives
// snapshots and resumes from it, numbers events per connection, answers
// heartbeats and writes down what it was sent.
//
// # How to use it, most common first
//
//	h := fake.New(t)                       // on a free port of the loopback
//	h := fake.NewPipe(t)                   // in memory; works in a synctest bubble
//	feed.Config{URL: h.URL(), NetDial: h.Dial}
//
//	h.Load(fake.Chats(200, 3)...)          // into the log, before anybody connects
//	h.Push(events...)                      // into the log and to every desk, one frame
//	h.PushEach(events...)                  // the same, a frame for each
//	h.Hash()                               // the floor's hash that a desk must reach
//
//	h.Drop()                               // cut every connection without a word
//	h.Bye("restart", "Back in a minute.")  // end them politely
//	h.Behind()                             // lose a desk's place: behind, then a snapshot
//	h.NewEpoch()                           // forget all resume tokens
//
//	h.As("t2", "rohan", "Rohan M.", role)  // whoever has this token is he
//	h.Push(fake.Whispered(1, 1, "asha", "rohan", "…"))  // only their desks are told
//	h.Push(fake.Offered(1, chat.OfferForward, "asha", "rohan"))
//	h.Push(fake.Record(chat.ShelfCanned, "refund", 1))
//	h.Obey(true)                           // do what commands say, each once; no
//	                                       // notice reaches a customer by it
//
//	h.Accept("secret")                     // only this token is good
//	h.RefuseHTTP(403)                      // answer the handshake so; 0 stops that
//	h.Answer(func(wire.Frame) wire.Frame)  // what to say to a command; default: OK
//
//	h.Skip()                               // swallow the next events frame: a hole
//	h.Repeat()                             // send the next events frame twice
//	h.Raw("garbage")                       // send this as a frame
//	h.Oversize()                           // send a frame above wire.MaxFromHub
//	h.Binary()                             // send a binary message
//	h.Mute(true)                           // leave pings unanswered
//	h.Stall(true)                          // never say live
//	h.Freeze(true)                         // say nothing at all: a half-open connection
//	h.Delay(time.Second)                   // hold every frame back this long
//	h.Faults(0.05, rand.New(…))            // drop, repeat or reorder that share of frames
//
//	h.Hellos(), h.Commands(), h.Closes()   // what arrived so far
//	h.Desks()                              // how many are connected and welcomed
//
// Its clock is the one given by [Hub.SetNow]; at first it is the time of the
// process, or of the synctest bubble.
//
// # Threads
//
// Any goroutine may call any method. Frames leave in the order of the calls.
// Everything ends with the test, connections and goroutines too.
package fake
