"""Spanish phrases: what speaks for a category, a priority, a part of the description."""

CATEGORY = {
    "bug3": """
        no funciona/funcionan/carga/cargan/abre/abren/responde/guarda/guardan,
        no aparece/aparecen/muestra/llega/llegan/sincroniza/arranca/deja/envía/imprime,
        no se abre/carga/guarda/muestra/actualiza/envía/conecta/sincroniza/puede/ve/ven,
        dejó/dejado de funcionar, ya no, error*, falla, fallan, falló, fallo, fallos,
        se cierra/cuelga/congela/bloquea/queda, bloqueado, colgado, pantalla en/negra/blanca,
        página en blanco, roto, caído, caída, está caído, datos/pedidos/facturas de otros/otro,
        otros clientes, otro cliente, errata, falta de ortografía, no pasa nada, bug
        """,
    "bug2": """
        no puedo/podemos/puede/pueden/pude/consigo/conseguimos/logro, no me/nos deja/permite, incorrect*,
        equivocad*, mal, dos veces, duplicad*, desaparec*, perdido*, falta, faltan, lento, lenta, rechaz*,
        desde la/ayer/esta/hoy/el, desde ayer, en lugar de, en vez de, vacío, vacía, no recibo/recibimos,
        no encuentra, no sale/salen
        """,
    "bug1": "problema, problemas, raro, extraño, no",
    "feature3": """
        sería genial/bueno/útil/bonito/ideal/estupendo/posible/fantástico,
        me/nos gustaría poder/tener/que/ver, sugerencia, solicitud de función, nueva función,
        funcionalidad, podrían/podríais/pueden/podéis añadir/agregar/incluir/incorporar,
        añadir una/un/la/el, agregar una/un, tienen previsto, está previsto, por qué no hay,
        debería haber, ojalá, mejora, idea
        """,
    "feature2": """
        por qué no puedo/se puede/podemos, posibilidad de, opción de/para, soporte para, a mano,
        manualmente, uno por uno, una por una, necesitamos un/una, modo oscuro
        """,
    "question3": """
        cómo, dónde, cuál, cuáles, cuánto, cuánta, cuántos, cuándo,
        qué es/significa/pasa/tengo/debo/diferencia/hay, es posible, se puede, puedo, podemos,
        hay alguna/algún, existe, pregunta, saber si/cómo/dónde/cuál, tengo que, diferencia, duda, por qué
        """,
    "question2": "qué, quién, explicar, entender, entiendo, no sé",
    "other3": """
        reembols*, devolución, devolver, cancelar mi/la/el/nuestra, dar de baja, darme de baja,
        darse de baja, cobrado, cobraron, cobro, cargo, queja, reclamación, reclamar, abogado, rgpd,
        eliminar mi/mis, borrar mi, gracias a, felicit*, enhorabuena, decepcionad*, inaceptable,
        vergüenza, hacke*, boletín, newsletter, paquete, envío, entrega*, iva, cambio de dirección,
        razón social
        """,
    "other2": """
        factura*, pago, suscripción, contrato, pedido, tarjeta, precio, tarifa, presupuesto, pagado,
        descuento
        """,
    "other1": "cuenta, licencia*",
}

PRIORITY = {
    "security": """
        filtración, fuga de datos, fallo de seguridad, seguridad, hacke*,
        datos/pedidos/facturas de otros/otro, otros clientes, otro cliente, accesos desconocidos, robad*,
        robo, no autorizad*
        """,
    "loss": """
        perdido todo/todos/datos, datos/archivos perdidos, pérdida de datos, han desaparecido,
        se han borrado, se han perdido, se borraron, no hay copia, sin copia, todos nuestros/mis archivos
        """,
    "outage": """
        caído, caída, en producción, producción, nada funciona, no funciona nada, fuera de servicio,
        inaccesible, totalmente parado, parado*
        """,
    "money": """
        perdemos/perdiendo dinero/ventas/clientes, nos cuesta, nóminas, no podemos facturar/vender/cobrar,
        ventas
        """,
    "many": """
        todos los/nuestros usuarios/clientes/empleados/compañeros, todo el equipo/mundo/departamento,
        toda la empresa/oficina/plantilla, nadie, todos nosotros, nuestros clientes, a todos
        """,
    "blocked": "bloquead*, no podemos trabajar, no puedo trabajar, paralizad*, sin poder trabajar",
    "deadline": """
        antes del/de viernes/lunes/martes/miércoles/jueves/mañana/la, para mañana/el, fecha límite, plazo,
        auditoría, mañana, esta tarde, fin de mes, cierre, el viernes/lunes/martes/jueves, vence
        """,
    "leave": "cambiar de proveedor, otro proveedor, nos vamos",
    "stake": """
        reembols*, devolución, cobrado, cobraron, cobro, factura*, pago, pagado, dinero, paquete, pedido,
        entrega*, rgpd, baja, iva
        """,
    "urgent": """
        urgente, urgentemente, inmediatamente, cuanto antes, lo antes posible, urgencia, ya mismo
        """,
    "cosmetic": """
        errata, ortografía, estético, cosmético, detalle, color, fuente, menor, tipografía,
        pequeño detalle, icono
        """,
    "calm": """
        no es urgente, no urgente, sin prisa, no hay prisa, no corre prisa, sin urgencia, algún día,
        cuando puedan/podáis, solo una idea, solo es una idea, no pasa nada
        """,
    "workaround": """
        mientras tanto, de momento, por ahora, por el momento, me apaño, funciona en/con, puedo usar,
        alternativa, solución temporal
        """,
}

PARTS = {
    "expected": "debería, deberían, esperaba, normalmente, en lugar de, en vez de",
    "tried": """
        probado, intentado, probé, intenté, ya he, reiniciado, reinstalado, borrado, otro navegador,
        mismo error, mismo problema, no veo, no existe, no aparece ese, no aparece esa, sigue igual,
        sin éxito, lo mismo
        """,
    "steps": "pasos, cuando, al hacer, si hago, cada vez que, luego, hago clic, primero",
    "impact": """
        clientes, equipo, bloquead*, urgente, perdemos, compañeros, plazo, todos, molesto, grave, nadie
        """,
    "environment": "versión, navegador, sistema, dispositivo, ordenador, móvil",
    "advice": """
        vaya, haga clic, pruebe, intente, abra, compruebe, puede, ajustes, configuración, documentación,
        según, reinicie, borre, artículo, seleccione, debe
        """,
    "desire": """
        quiero, queremos, necesito, necesitamos, quisiera, por favor, pueden, podrían, me gustaría,
        solicito
        """,
    "courtesy": """
        me pueden ayudar, me puede ayudar, pueden ayudarme, podrían ayudarme, puede ayudarme,
        necesito ayuda, tengo una pregunta, tengo un problema, tengo una duda, una consulta, eso es todo,
        quedo a la espera
        """,
    "none": "no hay problema, ningún problema, gracias por, sin problema, mensaje de error",
}
