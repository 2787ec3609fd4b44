package crisp

// The events of Crisp's stream that we ask for. Their names are from the visitor's
// side: what the visitor's chatbox sent is from the visitor, and what it received is
// from the operators and the bot.
const (
	evInitiated = "session:request:initiated"
	evSent      = "message:send"
	evReceived  = "message:received"
	evUpdated   = "message:updated"
	evRemoved   = "message:removed"
	evTyped     = "message:compose:send"
	// The direction of the two marks below is told in two ways; we look for our own
	// lines in both, so either reading is right.
	evReadSent     = "message:acknowledge:read:send"
	evReadReceived = "message:acknowledge:read:received"
	evDelivered    = "message:acknowledge:delivered"
	evIgnored      = "message:acknowledge:ignored"
	evState        = "session:set_state"
	evRouting      = "session:set_routing"
	evInbox        = "session:set_inbox"
	evBlock        = "session:set_block"
	evSegments     = "session:set_segments"
	evData         = "session:set_data"
	evMail         = "session:set_email"
	evPhone        = "session:set_phone"
	evAddress      = "session:set_address"
	evSubject      = "session:set_subject"
	evName         = "session:set_nickname"
	evOrigin       = "session:set_origin"
	evPages        = "session:sync:pages"
	evLocales      = "session:sync:locales"
	evRating       = "session:sync:rating"
	evGone         = "session:removed"
	evUpload       = "bucket:url:upload:generated"

	// evPoke is none of Crisp's: a call of ours wants a chat to be looked at.
	evPoke = "poke"

	evAuthenticated = "authenticated"
	evUnauthorized  = "unauthorized"
)

// scope is what a plugin's token must be granted, and what follows if it is not.
type scope struct {
	name    string
	needed  bool
	without string
	events  []string
}

// scopes are all that we use, each with the events that it lets through. Only a
// plugin's token has scopes.
func scopes() []scope {
	return []scope{
		{
			name: "website:conversation:messages", needed: true,
			without: "No line of any chat is seen, and none can be sent.",
			events:  []string{evSent, evReceived, evUpdated, evRemoved, evTyped, evReadSent, evReadReceived, evDelivered, evIgnored},
		},
		{
			name: "website:conversation:sessions", needed: true,
			without: "No chat is listed, and neither teams, tags nor customers are seen.",
			events:  []string{evInbox, evSegments, evData, evMail, evPhone, evAddress, evSubject, evName, evOrigin, evLocales, evRating, evGone},
		},
		{
			name: "website:conversation:states", needed: true,
			without: "Nobody sees that a chat has ended, and none can be ended.",
			events:  []string{evState},
		},
		{
			name: "website:conversation:routing", needed: true,
			without: "Nobody sees who serves a chat, and none can be taken over.",
			events:  []string{evRouting},
		},
		{
			name:    "website:conversation:initiate",
			without: "A chat is seen at its first line, not when it begins.",
			events:  []string{evInitiated},
		},
		{
			name:    "website:conversation:actions",
			without: "No customer can be blocked, and none is sent a transcript or asked for a rating.",
			events:  []string{evBlock},
		},
		{
			name:    "website:conversation:pages",
			without: "The page that a customer is on is not seen.",
			events:  []string{evPages},
		},
		{
			name:    "website:operators",
			without: "Crisp's own people are not known by name, and chats can be given to nobody who is not in the settings.",
		},
		{
			name:    "website:inboxes",
			without: "Teams are not known, and neither is the bot's inbox unless the settings name it.",
		},
		{
			name:    "bucket:url",
			without: "No file can be sent.",
			events:  []string{evUpload},
		},
		{
			name:    "website:helpdesk",
			without: "Help articles cannot be looked up.",
		},
	}
}

// subscription returns every event that we ask for.
func subscription() []string {
	var all []string
	for _, s := range scopes() {
		all = append(all, s.events...)
	}
	return all
}
