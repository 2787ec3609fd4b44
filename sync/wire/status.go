package wire

import "floorwalker/app/chat"

// BackendStatuses is what GET /backends answers.
type BackendStatuses struct {
	Backends []BackendStatus `json:"backends"`
}

// BackendStatus is how the hub's connection to a backend is, for a status page. Times
// are in milliseconds since 1970, 0 for never; spans are in milliseconds.
type BackendStatus struct {
	Name  string            `json:"name"`
	Title string            `json:"title"`
	State chat.BackendState `json:"state"`
	Since chat.Instant      `json:"since,omitempty"`
	// Words say what is the matter and what to do, as a sentence for a team lead.
	Words string `json:"words,omitempty"`
	// LastEvent is when anything was last heard.
	LastEvent chat.Instant `json:"last_event,omitempty"`
	// Lag is how old the newest event was when it came.
	Lag int64 `json:"lag_ms,omitempty"`
	// Used of Limit calls were made in the window; Limit is zero where the vendor names
	// none.
	Used   int   `json:"used,omitempty"`
	Limit  int   `json:"limit,omitempty"`
	Window int64 `json:"window_ms,omitempty"`
	// Version is what the server says of itself.
	Version    string         `json:"version,omitempty"`
	Missing    []MissingRight `json:"missing,omitempty"`
	Reconnects int            `json:"reconnects,omitempty"`
	// Capabilities are what can be done there, in the order of a status page.
	Capabilities []BackendCapability `json:"capabilities"`
}

// MissingRight is a right that the hub's credentials at a vendor lack.
type MissingRight struct {
	Name    string `json:"name"`
	Without string `json:"without"`
	Needed  bool   `json:"needed,omitempty"`
}

// BackendCapability is a [chat.Capability].
type BackendCapability struct {
	Op         chat.Operation `json:"op"`
	Ability    chat.Ability   `json:"ability"`
	How        string         `json:"how,omitempty"`
	Sees       string         `json:"sees,omitempty"`
	Unverified bool           `json:"unverified,omitempty"`
}
