"""Polish, Portuguese, Dutch, Japanese and Malay words for our columns. How to read them: `model.aliases`."""

WORDS = """
# common
spec: wersja | wyposażenie | versão | acabamento | グレード | 仕様 | 型式 | varian
remark: opmerking | opmerkingen | bijz. | bijzonderheden | uwagi | notatki | komentarz | opis | observação | observações | obs | anotações | 備考 | メモ | コメント | catatan
    | nota | ulasan
mail: e-mail | adres e-mail | adres email | poczta | correio eletrônico | メール | メールアドレス | emel
phone: telefoon | telefoonnummer | mobiel | gsm | tel.nr. | tlm. | telm. | telefon | nr telefonu | numer telefonu | tel. kom. | komórka | telefone | celular | telemóvel | fone | 電話 | 電話番号
    | 携帯 | 携帯電話 | 連絡先 | no tel | no telefon | nombor telefon | no hp
industry: branża | setor | ramo | 業種 | industri
region: plaats | woonplaats | gemeente | concelho | miasto | miejscowość | województwo | cidade | estado/cidade | município | bairro | 地域 | 都道府県 | 国 | bandar | negeri
    | kawasan
model: gewenste auto | gewenst voertuig | interesse in | zainteresowanie | pojazd | samochód | veículo | veículo de interesse | modelo de interesse | moto | 希望車種 | 検討車種 | 検討中の車 | 購入希望車種 | 車種
    | 希望車 | kenderaan | motosikal | kereta
budget: budżet | orçamento | verba | 予算 | bajet
next_follow_up: volgende actie | terugbellen | terugbellen op | nabellen | volgend contact | następny kontakt | kolejny kontakt | data następnego kontaktu | przypomnienie | próximo contato | retorno
    | data de retorno | 次回連絡 | 次回連絡日 | 次回予定 | 次回訪問 | tarikh susulan | susulan

# staff
name: pracownik | imię i nazwisko | funcionário | 社員名 | 担当者 | pekerja | kakitangan
team: dział | departamento | 部署 | jabatan
role: stanowisko | função | 役職 | jawatan

# leads
name: naam | contactpersoon | naam klant | imię i nazwisko | osoba kontaktowa | nazwa klienta | nome | nome do cliente | お客様 | お客様名 | 顧客名 | 氏名 | 名前
    | nama | nama pelanggan | nom
company: bedrijf | bedrijfsnaam | firma | nazwa firmy | 会社名 | 会社 | syarikat | nama syarikat
source: herkomst | bron | via | źródło | skąd wie o nas | origem | canal | como nos conheceu | きっかけ | 来店経緯 | 媒体 | sumber
level: priorytet | klasa | prioridade | temperatura | 確度 | ランク | 見込度 | keutamaan
state: stan | situação | 状況 | ステータス | estatus
interest: interesse | 希望 | potrzeby | minat
owner: verkoper | adviseur | handlowiec | opiekun | sprzedawca | vendedor | consultor | responsável | 担当 | 担当者 | 営業担当 | jurujual
    | wakil jualan

# customers
name: klant | klantnaam | naam | bedrijfsnaam | klient | kontrahent | nazwa | nazwa firmy | firma | imię i nazwisko | cliente | nome | nome do cliente | お客様 | 顧客
    | お客様名 | 顧客名 | 取引先 | pelanggan | nama | nama pelanggan | nombre o razón social
address: adres | ulica | endereço | rua | 住所 | alamat
source: źródło | origem | きっかけ | sumber
owner: handlowiec | opiekun | sprzedawca | vendedor | consultor | responsável | 担当 | 担当者 | 営業担当 | jurujual
state: stan | situação | 状況 | ステータス | estatus

# opportunities
name: nazwa szansy | temat | oportunidade | 案件 | 案件名 | 商談名
customer: klient | cliente | お客様 | 顧客 | 顧客名 | pelanggan
amount: wartość | kwota | valor | 金額 | 見込金額 | jumlah
stage: etap | etapa | fase | フェーズ | 商談段階 | peringkat
expected_close: przewidywane zamknięcie | previsão de fechamento | 受注予定日 | 成約予定
probability: prawdopodobieństwo | probabilidade | 受注確度
owner: handlowiec | vendedor | responsável | 担当 | 担当者

# opportunity_lines
product: produkt | nazwa produktu | produto | 商品名 | 品名 | produk
quantity: ilość | liczba sztuk | quantidade | qtd | 数量 | kuantiti
unit_price: cena jednostkowa | preço unitário | valor unitário | 単価 | harga seunit

# catalog
code: symbol | indeks | kod | nr katalogowy | nr magazynowy | código | referência | 管理番号 | 商品コード | 品番 | no. económico
    | número económico | kod produk
kind: rodzaj | kategoria | categoria | 区分 | カテゴリ | jenis
product: merk en type | merk/type | merk en model | voertuig | omschrijving | viatura | nazwa | nazwa towaru | marka i model | produto | descrição | marca e modelo | veículo | 車名 | 商品名 | 品名 | 車種 | model kereta
    | produk
unit_price: vraagprijs | verkoopprijs | prijs | cena | cena netto | cena brutto | cena sprzedaży | preço | preço de venda | valor | 価格 | 販売価格 | 本体価格 | 車両価格
    | fob価格 | 支払総額 | harga | harga otr | harga jualan | precio de lista
floor_price: cena minimalna | preço mínimo | 最低価格 | harga minimum
vin: numer vin | nr nadwozia | nr fabryczny | numer seryjny | chassi | número do chassi | 車台番号 | 製造番号 | no casis
plate: kenteken | nr rejestracyjny | rejestracja | placa | 登録番号 | ナンバー | no pendaftaran
year: bouwjaar | bwjr | bj. | rok | rok produkcji | rocznik | ano | ano/modelo | 年式 | tahun
mileage: tellerstand | km-stand | kilometerstand | draaiuren | przebieg | motogodziny | mth | quilometragem | km rodados | 走行距離 | 走行 | 稼働時間 | perbatuan
stock: stan magazynowy | dostępne | ilość | estoque | en stock | 在庫数 | 在庫 | stok
state: dostępność | situação | 状態 | 販売状況 | estatus
unit: j.m. | jednostka | unidade | 単位
deposit: kaucja | caução | 保証金 | deposit

# follow_ups
subject: klant | klient | firma | kontrahent | cliente | お客様 | 顧客 | 顧客名 | 訪問先 | 相手先 | pelanggan
time: datum | data | data kontaktu | data rozmowy | data da visita | data do contato | 日付 | 日時 | 訪問日 | 対応日 | tarikh
method: forma kontaktu | rodzaj kontaktu | forma de contato | 方法 | 手段 | 対応方法 | cara
content: besproken | gespreksverslag | przebieg rozmowy | treść | ustalenia | notatka | o que foi falado | qué se habló | de qué se habló | assunto | 内容 | 商談内容 | 対応内容
    | perkara
plan: dalsze kroki | następny krok | próximo passo | 次回予定 | 次のアクション | tindakan
by: handlowiec | sprzedawca | vendedor | 担当 | 担当者 | 記入者
expense: koszt | despesa | 経費 | kos
"""
