use leptos::prelude::*;

use crate::*;

fn form() -> AnyView {
    let periods = vec![SelectOption::new("30", "30 dias"), SelectOption::new("60", "60 dias").chosen("60")];
    view! {
        <Form action="#">
            <TextField name="shop" label="Endereço da loja" kind=InputKind::Url value="loja" required=true
                help="Como aparece na barra do navegador: https://loja.example.com"
                error="Escreva o endereço completo, começando por https://"/>
            <TextField name="nickname" label="Apelido" optional="opcional" placeholder="Loja Centro"/>
            <SecretField name="secret" label="Segredo do consumidor" tail="4f2a" replace="Substituir" help="Fica cifrado e não é mostrado de novo."/>
            <SecretField name="new_secret" label="Chave nova" replace="Substituir" required=true/>
            <SelectField name="period" label="Importar vendas desde" options=periods/>
            <TextField name="limit" label="Estoque mínimo" kind=InputKind::Number value="1200"/>
            <TextField name="cost" label="Custo do frete" kind=InputKind::Decimal value="1.234,56"/>
            <TextareaField name="rules" label="Regras" code=true value="rules:\n  - field: ean\n    required: true"/>
            <FileField name="invoice" label="Nota fiscal" help="O XML da nota, como foi autorizado." accept=".xml"/>
            <FieldGroup legend="O que sincronizar" help="Você pode mudar depois.">
                <CheckboxField name="orders" label="Pedidos" checked=true help="A cada 5 minutos e por aviso em tempo real (webhook)."/>
                <CheckboxField name="stock" label="Estoque" error="Escolha um depósito antes de ligar o estoque."/>
            </FieldGroup>
            <FormActions>
                <Button kind=ButtonKind::Primary label="Salvar e conectar"/>
                <Button label="Testar conexão"/>
            </FormActions>
        </Form>
    }
    .into_any()
}

fn buttons() -> AnyView {
    let each = ButtonKind::ALL.map(|kind| {
        view! {
            <div class="actions">
                <Button kind=kind label=format!("{kind:?}")/>
                <Button kind=kind label="Com ícone" icon=IconName::Plus/>
                <Button kind=kind label="Parado" disabled=true/>
                <LinkButton kind=kind label="Como link" href="#"/>
            </div>
        }
    });
    view! { <div class="field-group">{each.collect_view()}</div> }.into_any()
}

#[component]
pub fn Controls() -> impl IntoView {
    let icons =
        IconName::ALL.iter().map(|name| view! { <span title=format!("{name:?}")><Icon name=*name/></span> });
    let aside = view! {
        <Panel title="Botões">{buttons()}</Panel>
        <Panel title="Confirmação em página">
            <ConfirmPanel title="Desconectar Loja Centro?" text="Orion deixa de receber vendas novas desta loja." confirm="Desconectar Loja Centro" cancel="Manter conectada" cancel_href="#" action="#"/>
        </Panel>
        <Panel title="Dica">
            <p>"Completude " <Hint id="hint" label="O que é completude" text="Até este instante, toda venda do canal está aqui ou na lista de não importadas."/></p>
        </Panel>
        <Panel title="Ícones"><div class="actions">{icons.collect_view()}</div></Panel>
    }
    .into_any();
    view! {
        <div class="pair">
            <Panel title="Formulário">{form()}</Panel>
            <div>{aside}</div>
        </div>
    }
}
