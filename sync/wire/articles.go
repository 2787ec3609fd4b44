package wire

// ArticleList is what a hub answers to GET /articles?q=&n=&chat= over HTTP, as JSON
// (V-KB-02). Fields may be added, and whoever reads ignores what it does not know.
type ArticleList struct {
	// State says whether there is anything to search.
	State    LoadState `json:"state"`
	Articles []Article `json:"articles"`
}

// Article is a solution article as it is chosen from a list and put into a line.
type Article struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Excerpt string `json:"excerpt"`
	// Link is where a customer can read it; it may be missing.
	Link string `json:"link,omitempty"`
	// Text may be missing where there is a link.
	Text string `json:"text"`
	// From is the backend whose article it is; empty for the team's own.
	From string `json:"from,omitempty"`
}
