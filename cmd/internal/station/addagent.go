package station

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"floorwalker/sync/hub"
)

// maxAnswer bounds what is read of a hub's answer.
const maxAnswer = 1 << 16

// AddAgent puts somebody on the team of the hub that client reaches ([Admin]), and
// returns their token, which the hub tells once.
func AddAgent(ctx context.Context, client *http.Client, who hub.NewAgent) (token string, err error) {
	body, err := json.Marshal(who)
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://hub/agents", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return "", err
	}
	var got hub.NewToken
	if json.Unmarshal(text, &got) != nil || got.Token == "" {
		return "", fmt.Errorf("adding %s to the team: %s: %s", who.Name, resp.Status, bytes.TrimSpace(text))
	}
	return got.Token, nil
}
