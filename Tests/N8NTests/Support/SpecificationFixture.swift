/// A small OpenAPI document of the kind an instance serves, with the forms the real ones use: references, `allOf`,
/// read-only fields, quoted keys, block text, comments, sequences at their key's indentation.
enum SpecificationFixture {
  static let yaml = """
    # comment
    openapi: 3.0.0
    info: { title: "n8n: API", version: 1.1.1 } # trailing
    servers:
    - url: /api/v1
    paths:
      /workflows:
        get:
          parameters:
            - $ref: '#/components/parameters/limit'
            - name: excludePinnedData
              in: query
              schema: {type: boolean}
        post:
          description: |
            Makes a workflow.
              post: not a key
          requestBody:
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/workflow'
          responses:
            '200':
              description: fine
      /workflows/{workflowId}:
        parameters: []
        put:
          x-required-scope: workflow:update
          parameters:
          - in: path
            name: workflowId
          - in: query
            name: publishIfActive
          requestBody:
            $ref: '#/components/requestBodies/update'
    components:
      parameters:
        limit:
          name: limit
          in: query
      requestBodies:
        update:
          content:
            application/json:
              schema:
                allOf:
                  - $ref: '#/components/schemas/workflow'
                  - type: object
                    properties:
                      description: { type: string }
      schemas:
        workflow:
          type: object
          properties:
            id: {type: string, readOnly: true}
            name:
              type: string
              example: 'it''s: "one"'
            nodes:
              type: array
              items:
                $ref: '#/components/schemas/node'
            settings:
              type: object
              properties:
                timezone: {}
                executionOrder: {}
            shared:
              type: array
        node:
          properties:
            id: {}
            position: {}
            createdAt:
              readOnly: true
        loop:
          $ref: '#/components/schemas/loop'
    """
}
