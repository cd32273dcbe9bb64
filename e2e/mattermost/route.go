package mattermost

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
)

// Answer is the answer of a route of the plugin.
type Answer struct {
	Status int
	Body   []byte
}

// Call calls a route of the plugin as a person. The content becomes the request's JSON body.
func (p *Person) Call(ctx context.Context, method, route string, content any) (Answer, error) {
	encoded, err := json.Marshal(content)
	if err != nil {
		return Answer{}, err
	}
	request, err := http.NewRequestWithContext(ctx, method, p.URL+"/plugins/blizz/api/v1"+route, bytes.NewReader(encoded))
	if err != nil {
		return Answer{}, err
	}
	request.Header.Set(model.HeaderAuth, model.HeaderBearer+" "+p.AuthToken)
	response, err := p.HTTPClient.Do(request)
	if err != nil {
		return Answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return Answer{Status: response.StatusCode, Body: body}, err
}
