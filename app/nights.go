package app

import "floorwalker/app/chat"

// The methods of this file are what is done about the chats that came while
// nobody was there (G-ON), and about what the bot said wrong (G-OPS-02).

// ReviewNight says that a chat of the night was read, and whether its customer is
// called (G-ON-02). Without a call the note has to say why.
func (d *Desk) ReviewNight(id chat.ChatID, call bool, note string) {
	d.ask(id, &chat.ReviewNight{Call: call, Note: note})
}

// UnlockNight opens a chat of the night for other lines than the acknowledgement
// before a call was tried; the reason is logged (G-ON-05, A-17).
func (d *Desk) UnlockNight(id chat.ChatID, reason string) {
	d.ask(id, &chat.UnlockNight{Reason: reason})
}

// WriteBotError writes up what the bot said wrong in a chat (G-OPS-02, A-10).
func (d *Desk) WriteBotError(id chat.ChatID, w chat.WriteBotError) { d.ask(id, &w) }
