// Command floorwalker is the desk: the window of a person who watches live
// chats.
//
//	floorwalker                      the practice floor, with a hub of its own
//	floorwalker --hub URL[,URL...]   a team's hub, or all of its hubs; the token is asked for once
//
// Without a hub it starts one inside its own process, on 127.0.0.1 and a free
// port, with a token that only this process knows. It starts with the window:
// the cached floor is on screen before the hub, the log or a socket is opened.
// That hub has the practice floor, until a backend is connected on the page Backends;
// the chats of backends have a folder of their own, and the hub starts on it while the
// window stays. Quitting ends in the order screen, desk, hub, log, each awaited.
//
// Exit status: 0 done, 1 failed, 2 usage, 3 the data folder is in use.
package main
